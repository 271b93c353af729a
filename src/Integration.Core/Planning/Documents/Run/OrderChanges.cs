using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Compares what the order should be now with the lines that were written.</summary>
internal sealed class OrderChanges
{
    /// <summary>Says that goods and money are as written, and that they are to go elsewhere.</summary>
    public const string Address = "AddressChanged";

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    private OrderChanges()
    {
    }

    public bool None => _found.Count == 0;

    public bool OnlyReductions => _found.All(static change => change is "QuantityReduced" or "LineRemoved");

    /// <summary>True when less should be on a line than the ERP has posted.</summary>
    public bool BelowPosted { get; private set; }

    public IReadOnlyList<string> Sorted => [.. _found];

    public static OrderChanges Find(PlanRun run, WrittenDocument written, OrderDocumentContent content)
    {
        var changes = new OrderChanges();
        var lines = Written(written);
        foreach (var line in run.Side.Lines)
        {
            if (!line.IsExchange)
            {
                changes.Compare(run, line, content, lines);
            }
        }

        foreach (var line in run.Side.Shipping)
        {
            var left = content.LeftOf(run, line);
            var known = lines.Remove(line.Id, out var before);
            if (known != left.UnitPrice > 0m || (known && before.Amount != left.Displayed))
            {
                changes._found.Add("ShippingChanged");
            }
        }

        // The shop keeps edited-out order lines at quantity zero, so a line it no longer knows was a shipping line.
        if (lines.Count > 0)
        {
            changes._found.Add("ShippingChanged");
        }

        return changes;
    }

    private void Compare(PlanRun run, SideLine line, OrderDocumentContent content, Dictionary<string, LineState> lines)
    {
        var target = content.Keep(line);
        if (!lines.Remove(line.Id, out var before))
        {
            if (target > 0)
            {
                _found.Add("LineAdded");
            }

            return;
        }

        BelowPosted |= target < before.Posted;
        if (target != before.Quantity)
        {
            _found.Add(target == 0 ? "LineRemoved" : target > before.Quantity ? "QuantityIncreased" : "QuantityReduced");
        }
        else if (content.LeftOf(run, line).Displayed != before.Amount)
        {
            _found.Add("PriceChanged");
        }
    }

    private static Dictionary<string, LineState> Written(WrittenDocument written)
    {
        var lines = new Dictionary<string, LineState>(StringComparer.Ordinal);
        foreach (var line in written.Lines)
        {
            if (line.SourceLine is { } id)
            {
                var sum = lines.GetValueOrDefault(id);
                lines[id] = new LineState(sum.Quantity + line.Quantity, sum.Amount + line.Amount, sum.Posted + line.PostedQuantity);
            }
        }

        return lines;
    }

    private readonly record struct LineState(decimal Quantity, decimal Amount, decimal Posted);
}
