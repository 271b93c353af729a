namespace ErpSync.Finance.Journal;

/// <summary>An accounting period and when it closes.</summary>
/// <param name="Id">Id, for example <c>2026-01</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="SoftClosedAt">From then on only adjusting journals, or null.</param>
/// <param name="HardClosedAt">From then on nothing, or null.</param>
/// <param name="TaxLockedAt">From then on nothing with tax, or null.</param>
public sealed record FinancePeriod(string Id, DateOnly From, DateOnly To, DateTimeOffset? SoftClosedAt, DateTimeOffset? HardClosedAt, DateTimeOffset? TaxLockedAt);
