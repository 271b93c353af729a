using ErpSync.Model;

namespace ErpSync.Reconciliation;

/// <summary>What a run is about. Nothing else decides which day is today: a run over the same scope can be repeated at any time.</summary>
public sealed record ReconciliationScope
{
    /// <summary>Company whose books are compared.</summary>
    public required string Company { get; init; }

    /// <summary>Currency of the books.</summary>
    public required Currency BookCurrency { get; init; }

    /// <summary>Zone in which instants become dates. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Name of the period, for example <c>2026-01</c>.</summary>
    public required string Period { get; init; }

    /// <summary>First day of the period.</summary>
    public required DateOnly PeriodStart { get; init; }

    /// <summary>Last day of the period.</summary>
    public required DateOnly PeriodEnd { get; init; }

    /// <summary>Cut-off: the records are as known at this instant.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>When the period was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How far each system was read, by connection; part of the report.</summary>
    public IReadOnlyDictionary<string, string> Watermarks { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Closing balances of the period before by account, in the currency of the books, debit positive: what <see cref="Results.ReconciliationReport.Closings"/> of its report
    /// says. With them a run over systems tells when somebody posted into the closed period. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> PriorClosings { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Version of the rules that the host applied; part of the report.</summary>
    public int RulesetVersion { get; init; } = 1;
}
