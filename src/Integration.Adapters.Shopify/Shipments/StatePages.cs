using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>Reads later pages of a fulfilment state; the replies live as long as the caller keeps them.</summary>
internal sealed class StatePages(ShopifyClient client, ShopifyOptions options, NestedNodes nested, List<GraphReply> replies)
{
    public async Task RestAsync(JsonElement owner, string connection, Operation page, int pageSize, CancellationToken ct)
    {
        var count = owner.Nodes(connection).Count();
        var cursor = PageEnd.NextCursor(owner.Object(connection), count, page);
        while (cursor is not null)
        {
            if (count >= options.MaxNestedNodes)
            {
                throw new ConnectorException(new Fault(FaultKind.Invalid, "shopify.order-too-large", $"The order has more than {options.MaxNestedNodes} entries in '{connection}'.")
                {
                    Hint = "Raise MaxNestedNodes, or record the shipment by hand.",
                });
            }

            var after = cursor;
            var reply = await client.QueryAsync(
                page,
                writer =>
                {
                    writer.WriteString("id", owner.Text("id"));
                    writer.WriteNumber("first", pageSize);
                    writer.WriteString("after", after);
                },
                ct);
            replies.Add(reply);
            var node = reply.Data.Object("node") ?? default;
            var nodes = node.Nodes(connection).ToArray();
            nested.Add(owner.Text("id") ?? "", connection, nodes);
            count += nodes.Length;
            cursor = PageEnd.NextCursor(node.Object(connection), nodes.Length, page);
        }
    }
}
