using System.Globalization;
using ErpSync.Planning;

namespace ErpSync.Demand;

/// <summary>From what flows remember to facts.</summary>
internal static class DemandMemoFacts
{
    public static IEnumerable<DemandFact> Of(DemandMemo memo)
    {
        // An id of an order is its shop's own; the dataset holds several shops.
        var order = $"{memo.Shop}/{memo.Order}";
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in memo.Entries)
        {
            DemandFact fact = entry.Kind switch
            {
                DemandEntryKind.Ordered => Ordered(memo.Shop, order, entry, parts),
                DemandEntryKind.CancelledByCustomer => Cancelled(order, entry, DemandCancelCause.Customer),
                DemandEntryKind.CancelledAsFraudOrTest => Cancelled(order, entry, DemandCancelCause.FraudTest),
                DemandEntryKind.CancelledOutOfStock => Cancelled(order, entry, DemandCancelCause.OutOfStock),
                DemandEntryKind.Shipped => new DemandFact.Shipped(order, entry.Line, entry.Units) { At = entry.At },
                DemandEntryKind.Returned => new DemandFact.Returned(order, entry.Line, entry.Units) { At = entry.At },
                DemandEntryKind.Denied => new DemandFact.Denied(memo.Shop, entry.Sku!, entry.Units, $"{order}/{entry.Line}") { At = entry.At },
                _ => new DemandFact.Publishable(memo.Shop, memo.Sku!, entry.Units) { At = entry.At },
            };
            yield return fact with { KnownAt = entry.KnownAt };
        }
    }

    /// <summary>The channel that a fact names, or null.</summary>
    public static string? ChannelOf(DemandFact fact) => fact switch
    {
        DemandFact.Ordered ordered => ordered.Channel,
        DemandFact.Denied denied => denied.Channel,
        DemandFact.Publishable publishable => publishable.Channel,
        _ => null,
    };

    /// <summary>Units that an edit added to a line are a line of their own: a dataset reads a line once.</summary>
    private static DemandFact.Ordered Ordered(string shop, string order, DemandEntry entry, Dictionary<string, int> parts)
    {
        var part = parts[entry.Line] = parts.GetValueOrDefault(entry.Line) + 1;
        var line = part == 1 ? entry.Line : string.Create(CultureInfo.InvariantCulture, $"{entry.Line}+{part}");
        return new DemandFact.Ordered(order, shop, [new DemandLine { Line = line, Item = entry.Sku!, Quantity = entry.Units }]) { At = entry.At };
    }

    private static DemandFact.Cancelled Cancelled(string order, DemandEntry entry, DemandCancelCause cause) => new(order, entry.Line, entry.Units, cause) { At = entry.At };
}
