using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;

namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>What an order has shipped and what it still has to ship.</summary>
/// <param name="Name">Order name.</param>
/// <param name="IsCancelled">True for a cancelled order.</param>
/// <param name="Recorded">Fulfilments that count.</param>
/// <param name="Open">Units still to ship, in the shop's order.</param>
internal sealed record FulfilmentState(string Name, bool IsCancelled, IReadOnlyList<RecordedFulfilment> Recorded, IReadOnlyList<OpenWork> Open)
{
    public static FulfilmentState Read(JsonElement order, NestedNodes nested) => new(
        order.Text("name") ?? "",
        order.Member("cancelledAt") is not null,
        [.. order.List("fulfillments").Where(IsAlive).Select(item => ToRecorded(item, nested))],
        [.. nested.All(order, "fulfillmentOrders").SelectMany(work => Work(work, nested))]);

    private static bool IsAlive(JsonElement fulfilment) => fulfilment.Text("status") is not ("CANCELLED" or "ERROR" or "FAILURE");

    private static RecordedFulfilment ToRecorded(JsonElement item, NestedNodes nested) => new(
        item.Text("id") ?? "",
        item.Text("name"),
        item.Instant("createdAt"),
        [.. item.List("trackingInfo").Select(tracking => tracking.Filled("number")).OfType<string>()],
        [.. nested.All(item, "fulfillmentLineItems").Select(line => (
            line.Object("lineItem")?.Text("id") ?? "", line.Object("lineItem")?.Filled("sku"), RequiredFields.Units(line, "quantity")))]);

    private static IEnumerable<OpenWork> Work(JsonElement work, NestedNodes nested)
    {
        var actions = work.List("supportedActions").Select(action => action.Text("action")).ToArray();
        var canFulfil = actions.Length > 0 ? actions.Contains("CREATE_FULFILLMENT") : work.Text("status") is "OPEN" or "IN_PROGRESS";
        return nested.All(work, "lineItems").Where(_ => work.Text("status") is not ("CANCELLED" or "CLOSED")).Select(line => new OpenWork(
            work.Text("id") ?? "",
            line.Text("id") ?? "",
            line.Object("lineItem")?.Text("id") ?? "",
            line.Filled("sku"),
            work.Object("assignedLocation")?.Object("location")?.Text("id"),
            RequiredFields.Units(line, "remainingQuantity"),
            canFulfil));
    }
}
