using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning;

/// <summary>Plans the shop fulfilment of a shipment that the ERP or WMS posted. Pure.</summary>
/// <param name="executor">Connection id of the executing system.</param>
/// <param name="shop">Connection id of the shop.</param>
public sealed class FulfilmentPlanner(string executor, string shop)
{
    // A shipment can be posted before the answer to the order's creation is on record.
    private static readonly TimeSpan LinkGrace = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkPoll = TimeSpan.FromSeconds(5);

    /// <summary>Number that a document line has in the ERP when lines were numbered on insertion (steps of 10,000).</summary>
    private const int LineStep = 10_000;

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

        var signalOrder = new FollowUp(reading.OrderFlow, reading.OrderId, $"shipment:{shipmentId}");
        if (reading.AlreadyWritten)
        {
            var stock = shipment.Lines.Select(line => new FollowUp(FlowNames.Stock(executor), line.Sku, $"fulfilled:{shipmentId}")).Distinct();
            return new SubjectPlan { Title = shipment.Number, FollowUps = [signalOrder, .. stock] };
        }

        var lines = shipment.Lines.Select(line => line with { ShopLineId = ShopLineOf(line, reading.Memo) }).ToList();
        if (lines.FirstOrDefault(line => line.Quantity != decimal.Truncate(line.Quantity)) is { } fraction)
        {
            return SubjectPlan.Park(new Fault(FaultKind.Invalid, "fulfilment.fractional-quantity",
                string.Create(CultureInfo.InvariantCulture, $"Shipment {shipment.Number} ships {fraction.Quantity} of {fraction.Sku}; the shop counts whole units."))
            {
                Field = "lines.quantity",
                Hint = "Correct the shipment in the ERP, or fulfil the order in the shop by hand and resolve the case.",
            });
        }

        if (lines.FirstOrDefault(line => line.Quantity > 0 && line.ShopLineId is null && reading.Memo.Lines.Any(written => Same(written.Number, line.Sku))) is { } unclear)
        {
            return SubjectPlan.Park(new Fault(FaultKind.Invalid, "fulfilment.line-unclear",
                $"Shipment {shipment.Number} ships {unclear.Sku}, and several lines of the shop order sell it; which one is meant cannot be told.")
            {
                Field = "lines.orderLineKey",
                Hint = "Fulfil the order in the shop by hand and resolve the case.",
            }) with { Title = shipment.Number };
        }

        var shipped = lines.Where(line => line.Quantity > 0 && line.ShopLineId is not null).ToList();
        if (shipped.Count == 0)
        {
            return new SubjectPlan { Title = shipment.Number, FollowUps = [signalOrder], Notes = ["No line of this shipment stands for a shop order line."] };
        }

        return new SubjectPlan
        {
            Title = shipment.Number,
            FollowUps = [signalOrder],
            PlanAgain = true,
            Effects =
            [
                new PlannedEffect(shop, EntityNames.Shipment, WriteKind.Create, new IdempotencyKey($"{executor}:shipment:{shipmentId}:fulfil"),
                    shipment with { ShopOrderId = reading.OrderId, Lines = shipped })
                {
                    LinkName = LinkNames.Fulfilment,
                    Title = $"Fulfil shipment {shipment.Number}",
                },
            ],
        };
    }

    private static string? ShopLineOf(ShipmentLine line, DocumentMemo memo)
    {
        if (int.TryParse(line.OrderLineKey, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && key % LineStep == 0
            && key / LineStep is var position && position >= 1 && position <= memo.Lines.Count
            && Same(memo.Lines[position - 1].Number, line.Sku))
        {
            return memo.Lines[position - 1].SourceLine;
        }

        // Lines were renumbered or edited by people: the article still says which line it is, unless two lines sell it.
        var candidates = memo.Lines.Where(candidate => Same(candidate.Number, line.Sku)).Select(candidate => candidate.SourceLine).Distinct().ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
