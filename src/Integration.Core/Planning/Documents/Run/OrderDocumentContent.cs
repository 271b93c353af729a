using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>What an order document is made of: units to keep per line, and the refund parts that were given back before.</summary>
internal sealed class OrderDocumentContent
{
    public required Func<SideLine, int> Keep { get; init; }

    public required IReadOnlyList<SideRefundLine> GivenBackLines { get; init; }

    public required IReadOnlyList<SideRefundShipping> GivenBackShipping { get; init; }

    /// <summary>Missing side of a refund that is taken off, or null.</summary>
    public string? Missing { get; init; }

    public Remainder LeftOf(PlanRun run, SideLine line) => Remainder.AfterEdits(line, Keep(line), GivenBackLines, run.Currency);

    public Remainder LeftOf(PlanRun run, SideShipping line) => Remainder.Of(line, GivenBackShipping, run.Currency);

    public static OrderDocumentContent AllAbsorbed(PlanRun run) => new()
    {
        Keep = static line => line.Source.CurrentQuantity,
        GivenBackLines = [.. run.Side.Refunds.SelectMany(static refund => refund.Lines)],
        GivenBackShipping = [.. run.Side.Refunds.SelectMany(static refund => refund.Shipping)],
        Missing = Array.Find(run.Side.Refunds, static refund => refund.Missing is not null)?.Missing,
    };

    /// <summary>After the document was written: units in credit refunds stay on it, cancelled units do not.</summary>
    public static OrderDocumentContent Written(PlanRun run)
    {
        var credited = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new List<SideRefundLine>();
        var shipping = new List<SideRefundShipping>();
        string? missing = null;
        foreach (var refund in run.Side.Refunds)
        {
            var absorbed = run.StoredAbsorbed.Contains(refund.Id) || run.AbsorbedByUpdate.Contains(refund.Id);
            if (absorbed)
            {
                shipping.AddRange(refund.Shipping);
                missing ??= refund.Missing;
            }

            foreach (var line in refund.Lines)
            {
                if (absorbed || !line.IsCredit)
                {
                    lines.Add(line);
                }
                else
                {
                    credited[line.LineId] = credited.GetValueOrDefault(line.LineId) + line.Quantity;
                }
            }
        }

        return new OrderDocumentContent
        {
            Keep = line => line.Source.CurrentQuantity + credited.GetValueOrDefault(line.Id),
            GivenBackLines = lines,
            GivenBackShipping = shipping,
            Missing = missing,
        };
    }
}
