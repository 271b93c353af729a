using ErpSync.Model;

namespace ErpSync.Reconciliation.Settings;

/// <summary>Tolerances, deadlines and limits of a run. Part of what makes a run reproducible: the same records, scope and settings give the same report.</summary>
public sealed record ReconciliationSettings
{
    /// <summary>Smallest amount of a currency where it is not 0.01. Default empty.</summary>
    public IReadOnlyDictionary<Currency, decimal> MinorUnits { get; init; } = new Dictionary<Currency, decimal>();

    /// <summary>Days between two dates that pass 4 still takes for the same thing when a reference is absent. Default 3.</summary>
    public int DateWindowDays { get; init; } = 3;

    /// <summary>Most members of a sum that pass 3 and the drill-down of a roll-forward look for. Default 4.</summary>
    public int SubsetCap { get; init; } = 4;

    /// <summary>Most that roundings may explain for one match. Default 0.05.</summary>
    public decimal RoundingCap { get; init; } = 0.05m;

    /// <summary>Most that roundings may explain for one tax key. Default 1.00.</summary>
    public decimal TaxRoundingCap { get; init; } = 1.00m;

    /// <summary>How long each thing may take before it is a difference.</summary>
    public ReconciliationDeadlines Deadlines { get; init; } = new();

    /// <summary>Kinds of gateway transactions that an account is mapped for. Default charge, refund, adjustment, dispute, reserve.</summary>
    public IReadOnlySet<string> MappedTypes { get; init; } = new HashSet<string>(["charge", "refund", "adjustment", "dispute", "reserve"], StringComparer.Ordinal);

    /// <summary>Jurisdictions that a marketplace files for. Default none.</summary>
    public IReadOnlyList<FacilitatorScope> Facilitators { get; init; } = [];

    /// <summary>What the ownership policy asks for when somebody else wrote.</summary>
    public OwnershipAnswers Ownership { get; init; } = new();

    /// <summary>Limits on what may resolve itself.</summary>
    public AutoResolveLimits AutoResolve { get; init; } = new();

    /// <summary>When roundings that go one way raise an alarm.</summary>
    public RoundingTrendLimit RoundingTrend { get; init; } = new();

    /// <summary>What keeps a period from being closed.</summary>
    public CloseLimits Close { get; init; } = new();

    /// <summary>
    /// Accounts of the general ledger that nothing but the orders of the run posts to: an entry of no order there is a difference. Entries of no order on other
    /// accounts are somebody else's. Default none.
    /// </summary>
    public IReadOnlySet<string> ExclusiveAccounts { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
