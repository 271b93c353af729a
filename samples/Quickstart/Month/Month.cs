using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;

namespace Quickstart.Month;

/// <summary>A finished month: what the run is about, both sides, and what was planted.</summary>
/// <param name="Records">Records of both sides.</param>
/// <param name="Planted">Breaks put in on purpose.</param>
internal sealed record Month(ReconciliationRecords Records, IReadOnlyList<PlantedBreak> Planted)
{
    public static DateOnly LastDay { get; } = new(2026, 1, 31);

    public static DateOnly Today { get; } = new(2026, 2, 5);

    public static ReconciliationScope Scope { get; } = new()
    {
        Company = "ACME",
        BookCurrency = MonthWriter.Euro,
        Period = "2026-01",
        PeriodStart = new(2026, 1, 1),
        PeriodEnd = LastDay,
        AsOf = new(2026, 2, 5, 18, 0, 0, TimeSpan.Zero),
        ClosedAt = new(2026, 2, 5, 17, 0, 0, TimeSpan.Zero),
        RulesetVersion = 1,
    };

    public static Month Create(int orders, int seed)
    {
        var books = new MonthBooks(new MonthWriter(orders, seed).Write());
        MonthPayouts.Add(books);
        return new MonthBreaks(books, seed).Plant();
    }
}
