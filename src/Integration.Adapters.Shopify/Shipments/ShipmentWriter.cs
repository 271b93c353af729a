using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Stock;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>
/// Records shipments as fulfilments. The mutation has no idempotency, so the state of the order is read before anything is sent, and only what is missing
/// is sent: one call per location that the shop assigned the work to.
/// </summary>
internal sealed class ShipmentWriter(ShopifyClient client, ShopifyOptions options, LocationBook locations, FulfilmentOwners owners, TimeProvider time)
{
    private const int PageSize = 50;
    private static readonly Operation State = Operation.Load("fulfilment-state");
    private static readonly Operation StatePage = Operation.Load("fulfilment-state-page");
    private static readonly Operation Create = Operation.Load("fulfilment-create");
    private readonly WriteTurns _turns = new();

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Shipment>> batch, CancellationToken ct)
    {
        var results = new List<WriteResult>(batch.Count);
        Fault? stopped = null;
        foreach (var item in batch)
        {
            if (stopped is not null)
            {
                results.Add(new WriteResult.Failed(item.ItemId, stopped));
                continue;
            }

            try
            {
                results.Add(await InTurnAsync(item, ct));
            }
            catch (ConnectorException exception) when (exception.Fault.Kind == FaultKind.Invalid)
            {
                // An order that cannot be read, for example a too large one, says nothing about the others.
                results.Add(new WriteResult.Failed(item.ItemId, exception.Fault));
            }
            catch (ConnectorException exception) when (results.Count > 0)
            {
                results.Add(new WriteResult.Failed(item.ItemId, exception.Fault));
                stopped = exception.Fault;
            }
            catch (OperationCanceledException) when (results.Count > 0)
            {
                stopped = new Fault(FaultKind.Transient, "shopify.not-sent", "The write was cancelled before it was sent.");
                results.Add(new WriteResult.Failed(item.ItemId, stopped));
            }
        }

        return results;
    }

    public async Task<RecordRef?> LookupAsync(WriteItem<Shipment> item, CancellationToken ct)
    {
        if (!Gid.TryNormalise("Order", item.Value.ShopOrderId, out var order) || await ReadStateAsync(order, ct) is not { } state)
        {
            return null;
        }

        var parcel = await OpenParcelAsync(item, state, null, ct);
        if (parcel.Doubt is { } doubt)
        {
            throw new ConnectorException(doubt);
        }

        var plan = ShipmentPlan.Make(item.Value, state, parcel, null);
        return plan is { Fault: null, Take.Count: 0, Mine.Count: > 0 } ? Recognised(item, plan) : null;
    }

    /// <summary>The order is read before the sending, so two at once would both find the units open, and neither would know of the other's fulfilment.</summary>
    private async Task<WriteResult> InTurnAsync(WriteItem<Shipment> item, CancellationToken ct)
    {
        using var turn = await _turns.TakeAsync(Gid.TryNormalise("Order", item.Value.ShopOrderId, out var order) ? new IdempotencyKey(order) : item.Key, ct);
        return await WriteOneAsync(item, ct);
    }

    private async Task<SharedParcel> OpenParcelAsync(WriteItem<Shipment> item, FulfilmentState state, DateTimeOffset? unsettledSince, CancellationToken ct)
    {
        var carriers = SharedParcel.Carriers(item.Value, state, item.Target?.Id);
        var known = await owners.KnownAsync(item, [.. carriers.Select(carrier => carrier.Id)], ct);
        return SharedParcel.Open(item.Value, state, carriers, known, unsettledSince);
    }

    private RecordRef Recognised(WriteItem<Shipment> item, ShipmentPlan plan)
    {
        foreach (var fulfilment in plan.Mine)
        {
            owners.Remember(fulfilment.Id, item.Value);
        }

        return Reference(plan.Mine[0]);
    }

    private static RecordRef Reference(RecordedFulfilment fulfilment) => new(fulfilment.Id, null, fulfilment.Name);

    private async Task<WriteResult> WriteOneAsync(WriteItem<Shipment> item, CancellationToken ct)
    {
        var shipment = item.Value;
        if (item.Kind != WriteKind.Create)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Invalid, "shopify.shipment-kind", $"A shipment can be recorded, not written as {item.Kind}.") { Hint = "Plan a shipment as a new record." });
        }

        if (!Gid.TryNormalise("Order", shipment.ShopOrderId, out var order))
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Invalid, "shopify.no-order", "The shipment names no order of the shop.")
            {
                Field = "shopOrderId",
                Hint = "Check that the ERP order carries the shop's order number, or that it was made by this integration.",
            });
        }

        if (await ReadStateAsync(order, ct) is not { } state)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Rejected, "shopify.order-gone", "The order of the shipment no longer exists in the shop.") { Field = "shopOrderId" });
        }

        var parcel = await OpenParcelAsync(item, state, owners.AreKept ? time.GetUtcNow() - SharedParcel.ClaimTime : null, ct);
        var plan = ShipmentPlan.Make(shipment, state, parcel, locations.Find(shipment.Location));
        if (plan.Fault is { } fault)
        {
            return new WriteResult.Failed(item.ItemId, fault);
        }

        if (plan.Take.Count == 0)
        {
            return plan.Mine.Count > 0
                ? new WriteResult.Applied(item.ItemId, Recognised(item, plan), WasReplay: true)
                : new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Invalid, "shopify.empty-shipment", "The shipment has no units to record.") { Field = "lines" });
        }

        return await SendAsync(item, plan, ct);
    }

    private async Task<WriteResult> SendAsync(WriteItem<Shipment> item, ShipmentPlan plan, CancellationToken ct)
    {
        RecordRef? first = plan.Mine.Count > 0 ? Recognised(item, plan) : null;
        var sent = false;
        foreach (var group in plan.Take.GroupBy(take => take.Work.Location))
        {
            GraphReply reply;
            try
            {
                reply = await client.MutateAsync(Create, writer => Variables(writer, item.Value, group), ct);
            }
            catch (UnknownOutcomeException exception)
            {
                return new WriteResult.Unknown(item.ItemId, exception.Fault);
            }
            catch (ConnectorException exception) when (sent)
            {
                // A part is recorded; the next attempt reads that and sends the rest.
                return new WriteResult.Failed(item.ItemId, exception.Fault);
            }
            catch (OperationCanceledException) when (sent)
            {
                return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Transient, "shopify.not-sent", "The write was cancelled before all of it was sent."));
            }

            using (reply)
            {
                var payload = reply.Data.Object("fulfillmentCreate");
                if (payload?.Object("fulfillment") is { } made && made.Filled("id") is { } id)
                {
                    owners.Remember(id, item.Value);
                    first ??= new RecordRef(id, null, made.Text("name"));
                    sent = true;
                }
                else
                {
                    return new WriteResult.Failed(item.ItemId, Refused(payload, reply.RequestId));
                }
            }
        }

        return new WriteResult.Applied(item.ItemId, first!);
    }

    /// <summary>These user errors carry no code: the state has just been read, so a refusal means that it has changed since.</summary>
    private static Fault Refused(JsonElement? payload, string? requestId) => new(
        FaultKind.Conflict,
        "shopify.fulfilment-refused",
        $"The shop refused the fulfilment: {GraphErrors.Clean(payload?.List("userErrors").FirstOrDefault().Text("message"))}")
    {
        Hint = "It is planned again on the order's present state; if the case stays, look at the fulfilment orders in the shop.",
        RemoteRequestId = requestId,
    };

    private void Variables(Utf8JsonWriter writer, Shipment shipment, IEnumerable<(OpenWork Work, int Quantity)> takes)
    {
        writer.WriteStartObject("fulfillment");
        writer.WriteStartArray("lineItemsByFulfillmentOrder");
        foreach (var work in takes.GroupBy(take => take.Work.FulfillmentOrder, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("fulfillmentOrderId", work.Key);
            writer.WriteStartArray("fulfillmentOrderLineItems");
            foreach (var line in work.GroupBy(take => take.Work.WorkLine, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                writer.WriteString("id", line.Key);
                writer.WriteNumber("quantity", line.Sum(take => take.Quantity));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("trackingInfo");
        if (shipment.Carrier is { Length: > 0 } carrier)
        {
            writer.WriteString("company", carrier);
        }

        writer.Strings("numbers", ShipmentPlan.Markers(shipment));
        if (shipment.TrackingUrl is { } url)
        {
            writer.Strings("urls", [url.AbsoluteUri]);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("notifyCustomer", options.NotifyCustomer);
        writer.WriteEndObject();
    }

    private async Task<FulfilmentState?> ReadStateAsync(string order, CancellationToken ct)
    {
        var replies = new List<GraphReply>();
        try
        {
            var reply = await client.QueryAsync(State, writer => writer.WriteString("id", order), ct);
            replies.Add(reply);
            if (reply.Data.Object("order") is not { } node)
            {
                return null;
            }

            var nested = new NestedNodes();
            var pages = new StatePages(client, options, nested, replies);
            await pages.RestAsync(node, "fulfillmentOrders", StatePage, PageSize, ct);
            foreach (var work in nested.All(node, "fulfillmentOrders").ToArray())
            {
                await pages.RestAsync(work, "lineItems", OrderOperations.FulfillmentOrderLinesPage, 250, ct);
            }

            foreach (var fulfilment in node.List("fulfillments"))
            {
                await pages.RestAsync(fulfilment, "fulfillmentLineItems", OrderOperations.FulfillmentLinesPage, 250, ct);
            }

            return FulfilmentState.Read(node, nested);
        }
        finally
        {
            replies.ForEach(reply => reply.Dispose());
        }
    }
}
