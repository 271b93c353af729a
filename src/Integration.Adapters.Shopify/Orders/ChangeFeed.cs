using System.Runtime.CompilerServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Pages of headers in order of change time, from one search with a sort key on it.</summary>
internal sealed class ChangeFeed(ShopifyClient client, ShopifyOptions options, TimeProvider time, Operation operation, string root)
{
    /// <summary>Reads the window; pages come with the nodes they were made of, which live until the next page is asked for.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<(Header Header, JsonElement Node)> Rows, FeedPosition Next)> ReadAsync(
        ReadRequest request, int pageSize, [EnumeratorCancellation] CancellationToken ct)
    {
        var position = FeedPosition.Read(request.After, root);
        var query = Filter(position?.Floor is { } floor && !(request.From > floor) ? floor : request.From, request.To);
        string? cursor = null;
        do
        {
            var lookedAt = time.GetUtcNow();
            using var reply = await client.QueryAsync(
                operation,
                writer =>
                {
                    writer.WriteNumber("first", Math.Clamp(request.PageSizeHint ?? pageSize, 1, pageSize));
                    writer.WriteString("after", cursor);
                    writer.WriteString("query", query);
                },
                ct);
            var connection = reply.Data.Object(root);
            var all = reply.Data.Nodes(root).Select(node => (Header: HeaderOf(node), Node: node)).ToArray();
            var next = PageEnd.NextCursor(connection, all.Length, operation);
            var rows = all
                .Where(row => !(row.Header.UpdatedAt < request.From) && !(row.Header.UpdatedAt >= request.To) && position?.Covers(row.Header) != true)
                .ToArray();
            if (all.Length > 0)
            {
                position = FeedPosition.After(position, all[^1].Header, lookedAt, options.Overlap);
                if (rows.Length > 0 || next is not null)
                {
                    yield return (rows, position);
                }
            }

            cursor = next;
        }
        while (cursor is not null);
    }

    /// <summary>A window in Shopify's search words; instants are quoted because an unquoted colon is read as something else.</summary>
    public static string Filter(DateTimeOffset? from, DateTimeOffset? to)
    {
        var parts = new List<string>(2);
        if (from is { } start)
        {
            parts.Add($"updated_at:>='{Checkpoints.Text(start)}'");
        }

        if (to is { } end)
        {
            // Whole seconds only: ask for the second the end lies in, the rest is dropped here.
            parts.Add($"updated_at:<='{Checkpoints.Text(end)}'");
        }

        return string.Join(' ', parts);
    }

    private static Header HeaderOf(JsonElement node) =>
        node.Filled("id") is { } id && node.Instant("updatedAt") is { } updatedAt
            ? new Header(id, updatedAt)
            : throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.header-incomplete", "A record of the change feed has no id or no change time."));
}
