using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Items;

/// <summary>
/// SKU → inventory item; upper and lower case make no difference. Remembers what it found up to a limit and for a time, because an article may be duplicated with its SKU whenever somebody likes; what it did
/// not find is asked again next time.
/// </summary>
internal sealed class SkuIndex(ShopifyClient client, ShopifyOptions options, TimeProvider time)
{
    private const int SkusPerSearch = 25;
    private const int PageSize = 250;
    private const int MostPages = 20;
    private static readonly Operation BySku = Operation.Load("items-by-sku");
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Known>> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<Known> _byUse = new();

    /// <summary>What is known about each SKU: one item, none, or several.</summary>
    public async Task<Dictionary<string, SkuMatch>> ResolveAsync(IEnumerable<string> skus, CancellationToken ct)
    {
        var result = new Dictionary<string, SkuMatch>(StringComparer.OrdinalIgnoreCase);
        var missing = new List<string>();
        foreach (var sku in skus.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Recall(sku) is { } item)
            {
                result[sku] = new SkuMatch(item, 1);
            }
            else
            {
                missing.Add(sku);
            }
        }

        foreach (var chunk in missing.Chunk(SkusPerSearch))
        {
            foreach (var (sku, match) in await SearchAsync(chunk, ct))
            {
                result[sku] = match;
                if (match is { Count: 1, Item: { } item })
                {
                    Remember(sku, item);
                }
            }
        }

        return result;
    }

    public void Forget(string sku)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(sku, out var node))
            {
                Drop(node);
            }
        }
    }

    /// <summary>An item was seen to have the SKU; when it is not the remembered one, there are several or the SKU has moved.</summary>
    public void Saw(string sku, string item)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(sku, out var node) && node.Value.Item != item)
            {
                Drop(node);
            }
        }
    }

    private async Task<Dictionary<string, SkuMatch>> SearchAsync(string[] skus, CancellationToken ct)
    {
        var query = string.Join(" OR ", skus.Select(sku => WriteVariables.SearchTerm("sku", sku)));
        var found = skus.ToDictionary(sku => sku, _ => new SkuMatch(null, 0), StringComparer.OrdinalIgnoreCase);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            using var reply = await client.QueryAsync(
                BySku,
                writer =>
                {
                    writer.WriteNumber("first", PageSize);
                    writer.WriteString("after", cursor);
                    writer.WriteString("query", query);
                },
                ct);
            var rows = 0;
            foreach (var node in reply.Data.Nodes("inventoryItems"))
            {
                rows++;
                var id = RequiredFields.Id(node);
                if (node.Text("sku") is { } sku && found.TryGetValue(sku, out var match) && match.Item != id)
                {
                    found[sku] = new SkuMatch(match.Item ?? id, match.Count + 1);
                }
            }

            cursor = Orders.PageEnd.NextCursor(reply.Data.Object("inventoryItems"), rows, BySku);
            if (cursor is null)
            {
                return found;
            }
        }

        throw new ConnectorException(new Fault(
            FaultKind.Invalid, "shopify.sku-search-too-wide", $"A search for {skus.Length} SKUs matched more than {MostPages * PageSize} items.")
        {
            Hint = "Give the articles more distinct SKUs.",
        });
    }

    private string? Recall(string sku)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(sku, out var node))
            {
                return null;
            }

            if (time.GetElapsedTime(node.Value.FoundAt) > options.SkuCacheAge)
            {
                Drop(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Item;
        }
    }

    private void Remember(string sku, string item)
    {
        lock (_gate)
        {
            if (options.SkuCacheSize == 0 || _known.ContainsKey(sku))
            {
                return;
            }

            _known[sku] = _byUse.AddFirst(new Known(sku, item, time.GetTimestamp()));
            if (_known.Count > options.SkuCacheSize)
            {
                Drop(_byUse.Last!);
            }
        }
    }

    private void Drop(LinkedListNode<Known> node)
    {
        _known.Remove(node.Value.Sku);
        _byUse.Remove(node);
    }

    private readonly record struct Known(string Sku, string Item, long FoundAt);
}
