using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify;

/// <summary>
/// Reads an order in the REST shape: exports, samples and the bodies of <c>orders/*</c> webhooks. For imports and tests; live orders are read by GraphQL,
/// because a delivered body may be stale.
/// </summary>
public static class RestOrderReader
{
    /// <summary>Reads one order. Never throws for what the document holds: what is wrong is the record's fault, which names the field.</summary>
    /// <param name="json">UTF-8 JSON: the order, or an object whose member <c>order</c> is it.</param>
    /// <returns>The record; its id is the order's GID, or empty when the document names none.</returns>
    public static SourceRecord<Order> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = RemoteJson.Parse(json);
            var order = document.RootElement.Object("order") ?? document.RootElement;
            return Read(order, json);
        }
        catch (JsonException)
        {
            return new SourceRecord<Order>("", "", default, null, Fault: new Fault(FaultKind.Invalid, "shopify.unreadable", "The document is not JSON.")
            {
                Hint = "Give one order as JSON.",
            });
        }
    }

    private static SourceRecord<Order> Read(JsonElement order, ReadOnlyMemory<byte> json)
    {
        var id = Gid.TryNormalise("Order", order.Text("admin_graphql_api_id") ?? order.Text("id"), out var gid) ? gid : "";
        var changedAt = order.Instant("updated_at") ?? default;
        var version = Header.VersionOf(changedAt);
        try
        {
            return id.Length == 0
                ? throw FieldFaultException.Missing("id")
                : new SourceRecord<Order>(id, version, changedAt, new RestOrderMapper(id, order).Map() with { Raw = new RawDocument("application/json", json) });
        }
        catch (OverflowException)
        {
            return new SourceRecord<Order>(id, version, changedAt, null, Fault: FieldFaultException.OutOfRange().Fault);
        }
        catch (FieldFaultException fault)
        {
            return new SourceRecord<Order>(id, version, changedAt, null, Fault: fault.Fault);
        }
    }
}
