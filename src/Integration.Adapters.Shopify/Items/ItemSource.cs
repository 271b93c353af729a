using System.Runtime.CompilerServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Stock;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Items;

/// <summary>Reads inventory items: the shop's articles as far as stock is concerned.</summary>
internal sealed class ItemSource(ShopifyClient client, ShopifyOptions options, TimeProvider time)
{
    private const int ItemsPerRequest = 50;
    private static readonly Operation ById = Operation.Load("items-by-id");
    private static readonly Operation Changed = Operation.Load("items-changed");

    public async IAsyncEnumerable<SourceRecord<Item>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(ItemsPerRequest))
        {
            var (known, unknown) = IdList.Split(chunk, "InventoryItem", time.GetUtcNow(), "inventory item", static (id, at, fault) => new SourceRecord<Item>(id, "", at, null, Fault: fault));
            foreach (var record in unknown)
            {
                yield return record;
            }

            if (known.Count == 0)
            {
                continue;
            }

            using var reply = await client.QueryAsync(ById, writer => writer.Strings("ids", known.Select(pair => pair.Gid)), ct);
            var nodes = IdList.ById(reply, known.Count);
            foreach (var (asked, gid) in known)
            {
                yield return nodes.TryGetValue(gid, out var node)
                    ? Record(asked, node)
                    : new SourceRecord<Item>(asked, "deleted", time.GetUtcNow(), null, IsDeleted: true);
            }
        }
    }

    public async IAsyncEnumerable<SourcePage<Item>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var scan = ScanPosition.Begin("inventoryItems", request, time.GetUtcNow());
        var cursor = scan.Cursor;
        do
        {
            using var reply = await client.QueryAsync(
                Changed,
                writer =>
                {
                    writer.WriteNumber("first", Math.Clamp(request.PageSizeHint ?? options.OrderPageSize, 1, options.OrderPageSize));
                    writer.WriteString("after", cursor);
                    writer.WriteString("query", ChangeFeed.Filter(scan.From, request.To));
                },
                ct);
            var nodes = reply.Data.Nodes("inventoryItems").ToArray();
            cursor = PageEnd.NextCursor(reply.Data.Object("inventoryItems"), nodes.Length, Changed);
            var records = nodes.Where(node => !(node.Instant("updatedAt") >= request.To)).Select(node => Record(RequiredFields.Id(node), node)).ToArray();
            yield return new SourcePage<Item>(records, cursor is null ? scan.Done(options.Overlap) : scan.At(0, cursor));
        }
        while (cursor is not null);
    }

    private static SourceRecord<Item> Record(string id, JsonElement node)
    {
        var changedAt = RequiredFields.ChangeTime(node);
        var version = Header.VersionOf(changedAt);
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty("sku", out _))
        {
            throw RequiredFields.Missing("sku");
        }

        if (node.Filled("sku") is not { } sku)
        {
            return new SourceRecord<Item>(id, version, changedAt, null, Fault: new Fault(FaultKind.Invalid, "shopify.no-sku", $"The article '{node.Text("id")}' of the shop has no SKU.")
            {
                Field = "sku",
                Hint = "Enter the ERP's item number as SKU of the variant.",
            });
        }

        var variant = node.Nodes("variants").FirstOrDefault();
        return new SourceRecord<Item>(id, version, changedAt, new Item
        {
            Id = node.Text("id")!,
            Sku = sku,
            Title = variant.Text("displayName") ?? "",
            Gtin = variant.Filled("barcode"),
        });
    }
}
