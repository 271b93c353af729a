using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Stock of the warehouse against stock of the ERP, with what is posted in one of them only.</summary>
internal sealed class StockErpRun(RunContext context) : SectionRun(ReconciliationSection.StockErp, context)
{
    private readonly List<(StockBalance Cell, decimal Difference)> _open = [];

    public override void Add(ReconciliationRecords slice)
    {
        var inFlight = slice.Movements.Where(static movement => movement.IsPostedIn(StockSystem.Wms) != movement.IsPostedIn(StockSystem.Erp)).ToList();
        inFlight.ForEach(Report);
        var movements = inFlight.ToLookup(static movement => movement.Key, StringComparer.Ordinal);
        var writes = slice.ForeignWrites.Where(static write => write.System == StockSystem.Erp).ToLookup(static write => write.Key, StringComparer.Ordinal);
        foreach (var cell in slice.Stock)
        {
            var expected = cell.Wms + movements[cell.Key].Sum(static movement => movement.IsPostedIn(StockSystem.Erp) ? movement.Quantity : -movement.Quantity);
            var difference = cell.Erp - expected;
            if (difference == 0m)
            {
                Findings.Match(Keyed(cell.Key));
            }
            else if (Explain(cell, expected, writes[cell.Key]) is { } known)
            {
                Findings.Match(Keyed(cell.Key), known);
            }
            else
            {
                _open.Add((cell, difference));
            }
        }
    }

    public override void Complete()
    {
        while (_open.Count > 0)
        {
            var (cell, difference) = _open[0];
            _open.RemoveAt(0);
            var other = _open.FindIndex(item => item.Cell.Location == cell.Location && item.Difference == -difference);
            if (other < 0)
            {
                Findings.Match(Keyed(cell.Key), Break(cell.Key, BreakClass.Unexplained, BreakSubclasses.None, BreakAction.AskPerson, difference, BalanceUnit.Quantity, 0));
                continue;
            }

            var swapped = _open[other].Cell.Key;
            _open.RemoveAt(other);
            Findings.Match(
                Keyed(cell.Key),
                Break(cell.Key, BreakClass.Mapping, BreakSubclasses.SkuMismatch, BreakAction.Remap, 0m, BalanceUnit.Quantity, 0, cell.Key, swapped) with { Amount = Math.Abs(difference) });
            Findings.Match(Keyed(swapped), BreakClass.Mapping);
        }
    }

    /// <summary>A movement that one system booked alone is on its way, or late; of stock that nobody lists, too.</summary>
    private void Report(BookedMovement movement)
    {
        if (Context.IsWithin(Context.Settings.Deadlines.StockPosting, movement.At))
        {
            Findings.Items.Add(new ReconcilingItem { Section = Section, Key = movement.Key, Amount = Math.Abs(movement.Quantity), Unit = BalanceUnit.Quantity, Evidence = [movement.Id] });
        }
        else
        {
            Findings.Loose(Break(movement.Key, BreakClass.Missing, BreakSubclasses.NotPosted, BreakAction.Rerun, 0m, BalanceUnit.Quantity, Context.Age(movement.At), movement.Id) with { Amount = Math.Abs(movement.Quantity) });
        }
    }

    private ReconciliationBreak? Explain(StockBalance cell, decimal expected, IEnumerable<ForeignStockWrite> writes)
    {
        var difference = cell.Erp - expected;
        if (writes.LastOrDefault(write => write.To - write.From == difference) is { } write)
        {
            return Break(cell.Key, BreakClass.Override, BreakSubclasses.StockOverride, Context.Settings.Ownership.StockErp, difference, BalanceUnit.Quantity, Context.Age(write.At), write.Id) with { Cause = write.Actor };
        }

        return StockUnits.Explain(cell.UnitFactor, cell.Erp, expected)
            ? Break(cell.Key, BreakClass.Mapping, BreakSubclasses.UomMismatch, BreakAction.Remap, difference, BalanceUnit.Quantity, 0, cell.Key)
            : null;
    }
}
