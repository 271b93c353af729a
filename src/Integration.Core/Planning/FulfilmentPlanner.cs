using System.Globalization;
using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Plans the shop fulfilment of a shipment that the ERP or WMS posted. Pure.</summary>
/// <param name="executor">Connection id of the executing system.</param>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="stockFlows">Flows that publish the executing system's stock, whose numbers a shipment changes. Empty when it owns none.</param>
public sealed class FulfilmentPlanner(string executor, string shop, IReadOnlyList<string> stockFlows)
{
    // A shipment can be posted before the answer to the order's creation is on record.
    private static readonly TimeSpan LinkGrace = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkPoll = TimeSpan.FromSeconds(5);

    /// <summary>Plans one shipment.</summary>
    /// <param name="shipmentId">Id of the shipment in the executing system.</param>
    /// <param name="reading">What is known.</param>
    public SubjectPlan Plan(string shipmentId, FulfilmentReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Shipment is not { } shipment)
        {
            return SubjectPlan.Settled;
        }

        if (reading.OrderId is null || reading.OrderFlow is null || reading.Memo is null)
        {
            return reading.LooksLikeOurs
                ? new SubjectPlan
                {
                    Title = shipment.Number,
                    Wait = new PlanWait("order-unknown", $"Shipment {shipment.Number} names order {shipment.OrderNumber}, which has no shop order on record yet.")
                    {
                        LookAgainAfter = LinkPoll,
                        Limit = LinkGrace,
                    },
                }
                : new SubjectPlan { Title = shipment.Number, Notes = [$"Order {shipment.OrderNumber} did not come through ErpSync; nothing to fulfil in the shop."] };
        }

        if (reading.OrderFlow != FlowNames.Orders(shop))
        {
            return new SubjectPlan { Title = shipment.Number, Notes = [$"Order {shipment.OrderNumber} belongs to another shop."] };
        }

        var balance = ShipmentBalance.Of(shipment.Lines);
        var added = reading.Added;
        var isSettled = reading.AlreadyWritten && added.Count == 0;
        if ((Undone(shipment, balance, reading.Fulfilled) ?? (isSettled ? null : Surplus(shipment, balance))) is { } undone)
        {
            return SubjectPlan.Park(undone) with { Title = shipment.Number };
        }

        // What was added later has a key and signals of its own: those of the first telling are spent.
        var grown = added.Count > 0 ? balance.State() : reading.Fulfilled?.Grown;
        var telling = grown is null ? shipmentId : $"{shipmentId}:{grown}";
        var signalOrder = new FollowUp(reading.OrderFlow, reading.OrderId, $"shipment:{telling}");
        if (isSettled)
        {
            var stock = stockFlows.SelectMany(flow => shipment.Lines.Select(line => new FollowUp(flow, line.Sku, $"fulfilled:{telling}"))).Distinct();
            return new SubjectPlan { Title = shipment.Number, FollowUps = [signalOrder, .. stock] };
        }

        // The shop gets all lines, so that it finds what is missing; one that it was told of already may have left the order since.
        var lines = balance.Lines.Select(line => (Line: line, Stands: ShippedLine.Of(line, reading.Memo, reading)))
            .Where(line => line.Stands.Answer == ShippedLineAnswer.Known || !reading.AlreadyWritten || added.Contains(line.Line.Sku.ToUpperInvariant())).ToList();
        if (Hindrance(shipment, lines) is { } hindrance)
        {
            return hindrance with { Title = shipment.Number };
        }

        var shipped = lines.Where(line => line.Stands.ShopLine is not null).Select(line => line.Line with { ShopLineId = line.Stands.ShopLine }).ToList();
        var notes = lines.Where(line => line.Stands.ShopLine is null)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Line.Quantity} of {line.Line.Sku}: no line of the shop's order stands for it.")).ToList();
        if (shipped.Count == 0)
        {
            return new SubjectPlan { Title = shipment.Number, FollowUps = [signalOrder], Notes = [.. notes, "Nothing of this shipment is to be fulfilled in the shop."] };
        }

        return new SubjectPlan
        {
            Title = shipment.Number,
            FollowUps = [signalOrder],
            Notes = notes,
            PlanAgain = true,
            Effects =
            [
                new PlannedEffect(shop, EntityNames.Shipment, WriteKind.Create, new IdempotencyKey($"{executor}:shipment:{shipmentId}:fulfil{(grown is null ? "" : ":" + grown)}"),
                    shipment with { ShopOrderId = reading.OrderId, Lines = shipped })
                {
                    Target = reading.Fulfilment,
                    LinkName = LinkNames.Fulfilment,
                    LinkMemo = JsonSerializer.Serialize(new FulfilmentMemo(balance.Units()) { Grown = grown }, PlanningJson.Default.FulfilmentMemo),
                    Title = reading.AlreadyWritten ? $"Fulfil what was added to shipment {shipment.Number}" : $"Fulfil shipment {shipment.Number}",
                },
            ],
        };
    }

    private static Fault? Surplus(Shipment shipment, ShipmentBalance balance) => balance.Surplus is not { } line
        ? null
        : new Fault(FaultKind.Invalid, "fulfilment.negative-quantity",
            string.Create(CultureInfo.InvariantCulture, $"Shipment {shipment.Number} undoes {-line.Quantity} of {line.Sku} that it did not ship."))
        {
            Field = "lines.quantity",
            Hint = "Correct the shipment in the executing system, then retry the case; or fulfil the order in the shop by hand and resolve it.",
        };

    /// <summary>A shop is not told to take a fulfilment back: its customer may have been told that the goods are on their way, so a person decides.</summary>
    private static Fault? Undone(Shipment shipment, ShipmentBalance balance, FulfilmentMemo? fulfilled)
    {
        var units = balance.Units();
        var (sku, told) = fulfilled?.Units.FirstOrDefault(written => units.GetValueOrDefault(written.Key) < written.Value) ?? default;
        return sku is null
            ? null
            : new Fault(FaultKind.Rejected, "fulfilment.shipment-undone",
                string.Create(CultureInfo.InvariantCulture, $"Shipment {shipment.Number} was told to the shop with {told} of {sku}; {units.GetValueOrDefault(sku)} are left after lines were undone."))
            {
                Field = "lines.quantity",
                Hint = "Cancel the fulfilment in the shop when the goods have not left, then resolve the case. What is shipped anew is fulfilled by its own shipment.",
            };
    }

    private static SubjectPlan? Hindrance(Shipment shipment, IReadOnlyList<(ShipmentLine Line, ShippedLine Stands)> lines)
    {
        foreach (var (line, stands) in lines)
        {
            if (line.Quantity != decimal.Truncate(line.Quantity))
            {
                return SubjectPlan.Park(new Fault(FaultKind.Invalid, "fulfilment.fractional-quantity",
                    string.Create(CultureInfo.InvariantCulture, $"Shipment {shipment.Number} ships {line.Quantity} of {line.Sku}; the shop counts whole units."))
                {
                    Field = "lines.quantity",
                    Hint = "Correct the shipment in the ERP, or fulfil the order in the shop by hand and resolve the case.",
                });
            }

            if (stands.Answer == ShippedLineAnswer.Unclear)
            {
                return SubjectPlan.Park(new Fault(FaultKind.Invalid, "fulfilment.line-unclear",
                    $"Shipment {shipment.Number} ships {line.Sku}, and several lines of the shop order sell it; which one is meant cannot be told.")
                {
                    Field = "lines.orderLineKey",
                    Hint = "Fulfil the order in the shop by hand and resolve the case.",
                });
            }

            if (stands.Answer == ShippedLineAnswer.NotOrdered)
            {
                return SubjectPlan.Park(new Fault(FaultKind.Rejected, "fulfilment.not-ordered",
                    string.Create(CultureInfo.InvariantCulture, $"Shipment {shipment.Number} ships {line.Quantity} of {line.Sku}, which order {shipment.OrderNumber} does not hold any more."))
                {
                    Field = "lines.sku",
                    Hint = "The buyer was refunded before the shipment was told. Stop the parcel or agree with the buyer; fulfil the rest in the shop by hand, then resolve the case.",
                });
            }
        }

        return lines.FirstOrDefault(line => line.Stands.Answer == ShippedLineAnswer.NotOnRecordYet).Line is { } early
            ? new SubjectPlan
            {
                Wait = new PlanWait("order-changing", $"Shipment {shipment.Number} ships {early.Sku}, and the change of the order that brought it is not on record yet.")
                {
                    LookAgainAfter = LinkPoll,
                    Limit = LinkGrace,
                },
            }
            : null;
    }
}
