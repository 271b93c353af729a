using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>What the shop shows against stock, claims and buffer.</summary>
internal sealed class StockShopRun(RunContext context) : SectionRun(ReconciliationSection.StockShop, context)
{
    public override void Add(ReconciliationRecords slice)
    {
        var movements = slice.Movements.Where(static movement => movement.IsClaimOpen && movement.IsPostedIn(StockSystem.Wms)).ToLookup(static movement => movement.Key, StringComparer.Ordinal);
        var queued = slice.Publications.ToLookup(static item => item.Key, StringComparer.Ordinal);
        var writes = slice.ForeignWrites.Where(static write => write.System == StockSystem.Shop).ToLookup(static write => write.Key, StringComparer.Ordinal);
        foreach (var cell in slice.Stock.Where(static cell => cell.Shop is not null))
        {
            if (cell.Claims < 0m)
            {
                Findings.Loose(Break(cell.Key, BreakClass.Integrity, BreakSubclasses.NegativeClaim, BreakAction.Investigate, 0m, BalanceUnit.Quantity, 0) with { Amount = -cell.Claims });
            }

            var shipped = movements[cell.Key].Sum(static movement => Math.Abs(movement.Quantity));
            var expected = Math.Max(0m, cell.Wms - (cell.Claims - shipped) - cell.Buffer);
            Findings.Match(Keyed(cell.Key), cell.Shop == expected ? null : Explain(cell, expected, queued[cell.Key], writes[cell.Key]));
        }
    }

    private ReconciliationBreak Explain(StockBalance cell, decimal expected, IEnumerable<QueuedPublication> queued, IEnumerable<ForeignStockWrite> writes)
    {
        var deadlines = Context.Settings.Deadlines;
        if (queued.LastOrDefault(item => item.Value == expected) is { } waiting)
        {
            var age = Context.Age(waiting.QueuedAt);
            return Context.IsWithin(deadlines.Publish, waiting.QueuedAt)
                ? Explained(cell, expected, BreakClass.Timing, BreakSubclasses.PublishInFlight, BreakAction.CarryForward, age, waiting.Id)
                : Explained(cell, expected, BreakClass.Missing, BreakSubclasses.NotExported, BreakAction.Rerun, age, waiting.Id);
        }

        if (writes.Where(write => write.To == cell.Shop && !(write.At <= cell.PublishedAt)).OrderBy(static write => write.At).LastOrDefault() is { } latest)
        {
            return Explained(cell, expected, BreakClass.Override, BreakSubclasses.StockOverride, Context.Settings.Ownership.StockShop, Context.Age(latest.At), latest.Id) with { Cause = latest.Actor };
        }

        if (cell.Lag is { } lag && lag.ExpectedBefore == cell.Shop && Context.IsWithin(deadlines.Snapshot, lag.At))
        {
            return Explained(cell, expected, BreakClass.Timing, BreakSubclasses.SnapshotLag, BreakAction.CarryForward, Context.Age(lag.At), cell.Key);
        }

        return StockUnits.Explain(cell.UnitFactor, cell.Shop!.Value, expected)
            ? Explained(cell, expected, BreakClass.Mapping, BreakSubclasses.UomMismatch, BreakAction.Remap, 0, cell.Key)
            : Explained(cell, expected, BreakClass.Unexplained, BreakSubclasses.None, BreakAction.AskPerson, 0);
    }

    private ReconciliationBreak Explained(StockBalance cell, decimal expected, BreakClass kind, string subclass, BreakAction action, int age, params IEnumerable<string> evidence) =>
        Break(cell.Key, kind, subclass, action, cell.Shop!.Value - expected, BalanceUnit.Quantity, age, evidence);
}
