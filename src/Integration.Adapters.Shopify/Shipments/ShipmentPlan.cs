using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>
/// What of a shipment is still to be recorded. A fulfilment that carries the shipment's tracking number, ships nothing beyond it and is not known as another shipment's was made for
/// it. Without a tracking number the shipment's own number takes its place, so that a repetition is always recognised.
/// </summary>
internal sealed class ShipmentPlan
{
    private readonly List<RecordedFulfilment> _mine = [];
    private readonly List<(OpenWork Work, int Quantity)> _take = [];

    private ShipmentPlan()
    {
    }

    /// <summary>Fulfilments that earlier attempts made.</summary>
    public IReadOnlyList<RecordedFulfilment> Mine => _mine;

    /// <summary>Units to record now; empty when everything is there.</summary>
    public IReadOnlyList<(OpenWork Work, int Quantity)> Take => _take;

    /// <summary>Why it cannot be recorded, or null.</summary>
    public Fault? Fault { get; private set; }

    public static bool IsTracked(Shipment shipment) => shipment.TrackingNumbers.Any(number => !string.IsNullOrWhiteSpace(number));

    public static IReadOnlyList<string> Markers(Shipment shipment) => IsTracked(shipment)
        ? [.. shipment.TrackingNumbers.Where(number => !string.IsNullOrWhiteSpace(number))]
        : [shipment.Number is { Length: > 0 } number ? number : shipment.Id];

    /// <summary>Plans.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="state">The order.</param>
    /// <param name="parcel">What the fulfilments that carry its tracking numbers are to it.</param>
    /// <param name="preferredLocation">Shop location that is taken first.</param>
    public static ShipmentPlan Make(Shipment shipment, FulfilmentState state, SharedParcel parcel, string? preferredLocation)
    {
        var plan = new ShipmentPlan { Fault = parcel.Doubt };
        plan._mine.AddRange(parcel.Mine);
        var recorded = plan._mine.SelectMany(item => item.Lines).Select(line => new RecordedUnits(line.OrderLine, line.Sku) { Left = line.Quantity }).ToArray();
        for (var i = 0; i < shipment.Lines.Count && plan.Fault is null; i++)
        {
            plan.Fault = plan.Line(shipment, state, i, recorded, preferredLocation);
        }

        return plan;
    }

    /// <summary>Whether units of an order line are those of a shipment line, which names it by id or, without one, by SKU.</summary>
    public static bool Matches(string orderLine, string? sku, string? wantedLine, string wantedSku) =>
        wantedLine is not null ? orderLine == wantedLine : string.Equals(sku, wantedSku, StringComparison.OrdinalIgnoreCase);

    private Fault? Line(Shipment shipment, FulfilmentState state, int index, RecordedUnits[] recorded, string? preferredLocation)
    {
        var line = shipment.Lines[index];
        var path = $"lines[{index.ToString(CultureInfo.InvariantCulture)}]";
        if (Units(line, path, out var units) is { } wrong)
        {
            return wrong;
        }

        string? orderLine = null;
        if (line.ShopLineId is { } given && !Gid.TryNormalise("LineItem", given, out orderLine))
        {
            return new Fault(FaultKind.Invalid, "shopify.bad-id", "The shipment line names something that is not an order line of the shop.")
            {
                Field = $"{path}.shopLineId",
                Hint = "Use the id of the order line as the shop states it.",
            };
        }

        var missing = units;
        foreach (var done in recorded.Where(done => Matches(done.OrderLine, done.Sku, orderLine, line.Sku)))
        {
            var taken = Math.Min(done.Left, missing);
            done.Left -= taken;
            missing -= taken;
        }

        var candidates = state.Open.Where(work => Matches(work.OrderLine, work.Sku, orderLine, line.Sku)).ToArray();
        foreach (var work in candidates.Where(work => work.CanFulfil).OrderByDescending(work => work.Location is not null && work.Location == preferredLocation))
        {
            var taken = Math.Min(work.Remaining, missing);
            if (taken > 0)
            {
                work.Remaining -= taken;
                missing -= taken;
                _take.Add((work, taken));
            }
        }

        return missing == 0 ? null : Short(shipment, state, line, path, units, missing, candidates);
    }

    private static Fault? Units(ShipmentLine line, string path, out int units)
    {
        units = 0;
        if (line.Quantity < 0m)
        {
            return new Fault(FaultKind.Rejected, "shopify.shipment-undone", $"A shipment line of '{line.Sku}' was undone; the shop's fulfilment is not taken back automatically.")
            {
                Field = $"{path}.quantity",
                Hint = "Cancel the fulfilment in the shop, then resolve this case.",
            };
        }

        if (line.Quantity != decimal.Truncate(line.Quantity) || line.Quantity > int.MaxValue)
        {
            return new Fault(FaultKind.Invalid, "shopify.bad-quantity", string.Create(CultureInfo.InvariantCulture, $"The shop ships whole units, not {line.Quantity} of '{line.Sku}'."))
            {
                Field = $"{path}.quantity",
                Hint = "Correct the quantity of the shipment in the system that ships.",
            };
        }

        units = (int)line.Quantity;
        return null;
    }

    private static Fault Short(Shipment shipment, FulfilmentState state, ShipmentLine line, string path, int units, int missing, OpenWork[] candidates)
    {
        var name = shipment.Number ?? shipment.Id;
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"shipment {name} ships {units} of '{line.Sku}', order {state.Name} has {units - missing} of them to record and {candidates.Where(work => !work.CanFulfil).Sum(work => work.Remaining)} held");
        if (state.IsCancelled)
        {
            return new Fault(FaultKind.Rejected, "shopify.order-cancelled", $"The order is cancelled: {figures}.") { Field = $"{path}.quantity", Hint = "Bring the goods back, or settle it with the buyer." };
        }

        if (candidates.Any(work => work is { CanFulfil: false, Remaining: > 0 }))
        {
            return new Fault(FaultKind.MissingDependency, "shopify.fulfilment-held", $"The shop holds the work back: {figures}.") { Field = $"{path}.quantity", Hint = "Release the hold of the fulfilment order in the shop." };
        }

        if (state.Open.Count == 0 && state.Recorded.Count == 0)
        {
            return new Fault(FaultKind.MissingDependency, "shopify.not-routed", $"The shop has not routed the order yet: {figures}.") { Hint = "Wait; routing follows the order within seconds." };
        }

        return new Fault(FaultKind.Rejected, "shopify.over-shipped", $"More was shipped than the shop has open: {figures}.")
        {
            Field = $"{path}.quantity",
            Hint = "Look for a fulfilment made by hand, a refund or a removed line in the shop; then resolve this case.",
        };
    }

    private sealed record RecordedUnits(string OrderLine, string? Sku)
    {
        public int Left { get; set; }
    }
}
