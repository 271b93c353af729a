using System.Runtime.CompilerServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Items;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>Reads the stock of SKUs at the mapped locations.</summary>
internal sealed class StockReader(ShopifyClient client, ShopifyOptions options, TimeProvider time, SkuIndex skus, LocationBook locations)
{
    private const int ItemsPerRequest = 25;
    private const int LevelPageSize = 250;
    private static readonly Operation ByItem = Operation.Load("stock-by-item");
    private static readonly Operation ByItemPage = Operation.Load("stock-by-item-page");
    private static readonly Operation Changed = Operation.Load("stock-changed");

    public async IAsyncEnumerable<SourceRecord<StockLevel>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(ItemsPerRequest))
        {
            foreach (var record in await FindChunkAsync(chunk, ct))
            {
                yield return record;
            }
        }
    }

    public async IAsyncEnumerable<SourcePage<StockLevel>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var scan = ScanPosition.Begin("inventoryLevels", request, time.GetUtcNow());
        for (var at = scan.Part; at < locations.Gids.Count; at++)
        {
            var cursor = at == scan.Part ? scan.Cursor : null;
            do
            {
                using var reply = await client.QueryAsync(
                    Changed,
                    writer =>
                    {
                        writer.WriteString("locationId", locations.Gids[at]);
                        writer.WriteNumber("first", Math.Clamp(request.PageSizeHint ?? LevelPageSize, 1, LevelPageSize));
                        writer.WriteString("after", cursor);
                        writer.WriteString("query", ChangeFeed.Filter(scan.From, request.To));
                    },
                    ct);
                var location = reply.Data.Object("location") ?? throw NoLocation(locations.Gids[at]);
                var levels = location.Nodes("inventoryLevels").ToArray();
                cursor = PageEnd.NextCursor(location.Object("inventoryLevels"), levels.Length, Changed);
                foreach (var item in levels.Select(level => level.Object("item")))
                {
                    if (item?.Filled("sku") is { } sku && item?.Filled("id") is { } id)
                    {
                        skus.Saw(sku, id);
                    }
                }

                var headers = levels
                    .Where(level => !(level.Instant("updatedAt") >= request.To))
                    .Select(level => (Sku: level.Object("item")?.Filled("sku"), UpdatedAt: level.Instant("updatedAt") ?? time.GetUtcNow()))
                    .Where(level => level.Sku is not null)
                    .GroupBy(level => level.Sku!, StringComparer.Ordinal)
                    .Select(group => new Header(group.Key, group.Max(level => level.UpdatedAt)))
                    .ToArray();
                var next = cursor is not null ? scan.At(at, cursor) : at + 1 < locations.Gids.Count ? scan.At(at + 1, null) : scan.Done(options.Overlap);
                if (headers.Length > 0 || cursor is not null || at + 1 == locations.Gids.Count)
                {
                    yield return new SourcePage<StockLevel>(await RecordsAsync(headers, request.HeadersOnly, ct), next);
                }
            }
            while (cursor is not null);
        }
    }

    private async Task<IReadOnlyList<SourceRecord<StockLevel>>> RecordsAsync(Header[] headers, bool headersOnly, CancellationToken ct)
    {
        if (headersOnly)
        {
            return [.. headers.Select(header => new SourceRecord<StockLevel>(header.Id, header.Version, header.UpdatedAt, null))];
        }

        var records = new List<SourceRecord<StockLevel>>(headers.Length);
        await foreach (var record in FindAsync([.. headers.Select(header => header.Id)], ct))
        {
            records.Add(record);
        }

        return records;
    }

    private async Task<IReadOnlyList<SourceRecord<StockLevel>>> FindChunkAsync(string[] wanted, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var matches = await skus.ResolveAsync(wanted, ct);
        var (records, moved) = await ReadItemsAsync(matches, now, ct);
        if (moved.Count > 0)
        {
            // The remembered item has another SKU by now: ask the search once.
            moved.ForEach(skus.Forget);
            var found = await skus.ResolveAsync(moved, ct);
            var (again, stillMoved) = await ReadItemsAsync(found, now, ct);
            records.AddRange(again);
            records.AddRange(stillMoved.Select(sku => Gone(sku, now)));
            moved.ForEach(sku => matches[sku] = found[sku]);
        }

        records.AddRange(matches.Where(match => match.Value.Count != 1).Select(match => match.Value.Count == 0
            ? Gone(match.Key, now)
            : new SourceRecord<StockLevel>(match.Key, "", now, null, Fault: match.Value.FaultFor(match.Key))));
        var bySku = records.ToDictionary(record => record.Id, StringComparer.OrdinalIgnoreCase);
        return [.. wanted.Select(sku => bySku[sku] with { Id = sku })];
    }

    private async Task<(List<SourceRecord<StockLevel>> Records, List<string> Moved)> ReadItemsAsync(
        Dictionary<string, SkuMatch> matches, DateTimeOffset now, CancellationToken ct)
    {
        var single = matches.Where(match => match.Value.Count == 1).Select(match => (Sku: match.Key, Item: match.Value.Item!)).ToArray();
        var records = new List<SourceRecord<StockLevel>>();
        var moved = new List<string>();
        if (single.Length == 0)
        {
            return (records, moved);
        }

        using var reply = await client.QueryAsync(
            ByItem,
            writer =>
            {
                writer.Strings("ids", single.Select(pair => pair.Item));
                writer.Strings("names", ["on_hand", "available"]);
            },
            ct);
        var nodes = IdList.ById(reply, single.Length);
        foreach (var (sku, item) in single)
        {
            if (nodes.TryGetValue(item, out var node) && string.Equals(node.Text("sku"), sku, StringComparison.OrdinalIgnoreCase))
            {
                records.Add(await LevelsAsync(item, node, ct) is { } levels ? Record(sku, levels, now) : TooMany(sku, now));
            }
            else
            {
                moved.Add(sku);
            }
        }

        return (records, moved);
    }

    private SourceRecord<StockLevel> Record(string sku, List<ShopLevel> levels, DateTimeOffset now)
    {
        // A mapped location without a level holds nothing yet, and can be written all the same.
        var byLocation = levels.DistinctBy(level => level.Location, StringComparer.Ordinal).ToDictionary(level => level.Location, StringComparer.Ordinal);
        var cells = locations.CodesByGid
            .SelectMany(place => place.Value.Select(code => Cell(code, byLocation.GetValueOrDefault(place.Key))))
            .OrderBy(cell => cell.Location, StringComparer.Ordinal)
            .ToArray();
        var changedAt = levels.Count == 0 ? now : levels.Max(level => level.UpdatedAt);
        return new SourceRecord<StockLevel>(sku, Header.VersionOf(changedAt), changedAt, new StockLevel { Sku = sku, Cells = cells, AsOf = now });
    }

    private StockCell Cell(string code, ShopLevel? level) => new()
    {
        Location = code,
        OnHand = (options.StockQuantityName == ShopifyStockName.Available ? level?.Available : level?.OnHand) ?? 0m,
        Available = level?.Available ?? 0m,
    };

    /// <summary>All levels of an item; null when there are more than this connection reads, because what is left out would read as empty.</summary>
    private async Task<List<ShopLevel>?> LevelsAsync(string item, JsonElement node, CancellationToken ct)
    {
        var levels = node.Nodes("inventoryLevels").Select(ShopLevel.Read).ToList();
        var cursor = PageEnd.NextCursor(node.Object("inventoryLevels"), levels.Count, ByItem);
        while (cursor is not null)
        {
            if (levels.Count >= options.MaxNestedNodes)
            {
                return null;
            }

            var after = cursor;
            using var reply = await client.QueryAsync(
                ByItemPage,
                writer =>
                {
                    writer.WriteString("id", item);
                    writer.WriteNumber("first", LevelPageSize);
                    writer.WriteString("after", after);
                    writer.Strings("names", ["on_hand", "available"]);
                },
                ct);
            var more = reply.Data.Object("node")?.Nodes("inventoryLevels").Select(ShopLevel.Read).ToArray() ?? [];
            levels.AddRange(more);
            cursor = PageEnd.NextCursor(reply.Data.Object("node")?.Object("inventoryLevels"), more.Length, ByItemPage);
        }

        return levels;
    }

    private SourceRecord<StockLevel> TooMany(string sku, DateTimeOffset now) => new(sku, "", now, null, Fault: new Fault(
        FaultKind.Invalid, "shopify.too-many-levels", $"'{sku}' is stocked at more than {options.MaxNestedNodes} locations, which this connection does not read.")
    { Hint = "Raise MaxNestedNodes." });

    private static SourceRecord<StockLevel> Gone(string sku, DateTimeOffset now) => new(sku, "deleted", now, null, IsDeleted: true);

    private static ConnectorException NoLocation(string gid) => new(new Fault(
        FaultKind.Invalid, "shopify.unknown-location", $"The shop has no location '{gid}'.")
    { Hint = "Correct LocationMap or DefaultLocation of the connection." });
}
