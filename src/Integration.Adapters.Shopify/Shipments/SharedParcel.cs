using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>
/// Tells a shipment's own fulfilments from those of other shipments in the same parcel. Own is what is known as own, and otherwise what fits and is nobody else's. While the order
/// could still take the whole shipment, that answer could lose it: then a fulfilment that does not fit, or that lies in a parcel proven to be shared, is a question to a
/// person, and one that was made a moment ago has to wait until whose it is can be on record. A shipment's own number, which stands in for a missing tracking number, is never shared.
/// </summary>
internal sealed class SharedParcel
{
    /// <summary>Longer than the answer to a write takes to be on record.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(1);

    private SharedParcel(IReadOnlyList<RecordedFulfilment> mine, Fault? doubt)
    {
        Mine = mine;
        Doubt = doubt;
    }

    /// <summary>Fulfilments that were made for the shipment.</summary>
    public IReadOnlyList<RecordedFulfilment> Mine { get; }

    /// <summary>Why that cannot be told, or null.</summary>
    public Fault? Doubt { get; }

    /// <summary>Fulfilments that carry a tracking number of the shipment, and the one that is on record as its own.</summary>
    public static IReadOnlyList<RecordedFulfilment> Carriers(Shipment shipment, FulfilmentState state, string? own)
    {
        var markers = ShipmentPlan.Markers(shipment).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. state.Recorded.Where(item => item.Id == own || item.Trackings.Any(markers.Contains))];
    }

    /// <summary>Sorts the fulfilments that carry a tracking number of the shipment.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="state">The order.</param>
    /// <param name="carriers">Those fulfilments.</param>
    /// <param name="known">Fulfilments whose shipment is known.</param>
    /// <param name="unsettledSince">Fulfilments made since then may still be claimed by another shipment; null when this one is known to have been sent.</param>
    public static SharedParcel Open(Shipment shipment, FulfilmentState state, IReadOnlyList<RecordedFulfilment> carriers, KnownFulfilments known, DateTimeOffset? unsettledSince)
    {
        var mine = carriers.Where(item => !known.OfOthers.Contains(item.Id) && item.Lines.Any(line => IsShipped(shipment, line))).ToArray();
        var unproven = mine.Where(item => !known.Mine.Contains(item.Id)).ToArray();
        if (unproven.Length == 0 || !ShipmentPlan.IsTracked(shipment) || !CouldTakeAll(shipment, state))
        {
            return new SharedParcel(mine, null);
        }

        return new SharedParcel(mine, unproven.FirstOrDefault(item => item.CreatedAt >= unsettledSince) is { } young ? Wait(young)
            : carriers.Any(item => known.OfOthers.Contains(item.Id)) ? Unclear(shipment, unproven[0])
            : unproven.FirstOrDefault(item => !Fits(shipment, item)) is { } strange ? Unclear(shipment, strange)
            : null);
    }

    private static bool IsShipped(Shipment shipment, (string OrderLine, string? Sku, int Quantity) line) =>
        shipment.Lines.Any(wanted => ShipmentPlan.Matches(line.OrderLine, line.Sku, LineOf(wanted), wanted.Sku));

    private static string? LineOf(ShipmentLine line) => line.ShopLineId is { } given && Gid.TryNormalise("LineItem", given, out var gid) ? gid : null;

    private static bool Fits(Shipment shipment, RecordedFulfilment item)
    {
        var left = shipment.Lines.Select(line => line.Quantity).ToArray();
        return item.Lines.All(line => Take(
            shipment.Lines.Select((wanted, at) => at).Where(at => ShipmentPlan.Matches(line.OrderLine, line.Sku, LineOf(shipment.Lines[at]), shipment.Lines[at].Sku)), left, line.Quantity));
    }

    /// <summary>Held work counts too: what is not shipped is not shipped.</summary>
    private static bool CouldTakeAll(Shipment shipment, FulfilmentState state)
    {
        var left = state.Open.Select(work => (decimal)work.Remaining).ToArray();
        return shipment.Lines.All(line => Take(
            state.Open.Select((work, at) => at).Where(at => ShipmentPlan.Matches(state.Open[at].OrderLine, state.Open[at].Sku, LineOf(line), line.Sku)), left, line.Quantity));
    }

    private static bool Take(IEnumerable<int> places, decimal[] left, decimal wanted)
    {
        foreach (var at in places)
        {
            var taken = Math.Min(left[at], wanted);
            left[at] -= taken;
            wanted -= taken;
        }

        return wanted <= 0m;
    }

    private static Fault Wait(RecordedFulfilment young) => new(
        FaultKind.Transient, "shopify.fulfilment-unclaimed", $"Fulfilment {young.Name ?? young.Id} was made a moment ago; whether for this shipment or for another in the same parcel is not on record yet.")
    {
        RetryAfter = ClaimTime,
    };

    private static Fault Unclear(Shipment shipment, RecordedFulfilment strange) => new(
        FaultKind.Rejected,
        "shopify.tracking-shared",
        $"Fulfilment {strange.Name ?? strange.Id} carries the tracking number of shipment {shipment.Number ?? shipment.Id} and units of it; whether it was made for this shipment cannot be told.")
    {
        Field = "trackingNumbers",
        Hint = "Compare both. When the shop lacks this shipment, record it by hand in the shop or correct the tracking number; then resolve or retry the case.",
    };
}
