using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal;

/// <summary>A company and how its books are kept.</summary>
public sealed record FinanceSetup
{
    /// <summary>Company.</summary>
    public required string CompanyId { get; init; }

    /// <summary>Currency of its books.</summary>
    public required Currency FunctionalCurrency { get; init; }

    /// <summary>Time zone whose days are document and posting dates. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Kinds of gateways by name; others are payment gateways.</summary>
    public IReadOnlyDictionary<string, GatewayKind> Gateways { get; init; } = new Dictionary<string, GatewayKind>(StringComparer.Ordinal);

    /// <summary>Policies.</summary>
    public FinancePolicies Policies { get; init; } = new();

    /// <summary>Periods, or null: every date is open and periods are calendar months.</summary>
    public IReadOnlyList<FinancePeriod>? Calendar { get; init; }

    /// <summary>Balances before the first event.</summary>
    public OpeningBalances Opening { get; init; } = new();
}
