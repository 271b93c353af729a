using System.Globalization;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Items;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>
/// Sets absolute quantities, up to 250 rows a call. A call is all or nothing: an item whose row is refused gets its own result, the others are sent again
/// without it. The key of a call is made of its items' keys and rows, so the same write always carries the same key; only when Shopify remembers that the write
/// under it failed does the next generation of the key take its place.
/// </summary>
internal sealed class StockWriter(ShopifyClient client, ShopifyOptions options, SkuIndex skus, LocationBook locations, StockReader reader)
{
    private const int MostRows = 250;
    private const int MostQuantity = 1_000_000_000;
    private const int GenerationsPerAttempt = 3;
    private static readonly Operation Set = Operation.Load("stock-set");
    private readonly KeyGenerations _generations = new();

    private string QuantityName => options.StockQuantityName == ShopifyStockName.Available ? "available" : "on_hand";

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<StockLevel>> batch, CancellationToken ct)
    {
        var results = new WriteResult?[batch.Count];
        var rows = await RowsAsync(batch, results, ct);
        var sentAnything = false;
        foreach (var call in Calls(rows))
        {
            try
            {
                await SendAsync(batch, call, results, () => sentAnything = true, ct);
            }
            catch (ConnectorException exception) when (sentAnything)
            {
                Fill(batch, results, rows, exception.Fault);
            }
            catch (OperationCanceledException) when (sentAnything)
            {
                Fill(batch, results, rows, new Fault(FaultKind.Transient, "shopify.not-sent", "The write was cancelled before it was sent."));
            }
        }

        return [.. results.Select((result, at) => result ?? new WriteResult.Unchanged(batch[at].ItemId, new RecordRef(batch[at].Value.Sku)))];
    }

    public async Task<RecordRef?> LookupAsync(WriteItem<StockLevel> item, CancellationToken ct)
    {
        await foreach (var record in reader.FindAsync([item.Value.Sku], ct))
        {
            if (record.Fault is { } fault)
            {
                throw new ConnectorException(fault);
            }

            var now = record.Value?.Cells.ToDictionary(cell => cell.Location, cell => cell.OnHand, StringComparer.Ordinal);
            if (now is not null && item.Value.Cells.All(cell => now.TryGetValue(cell.Location, out var quantity) && quantity == cell.OnHand))
            {
                return new RecordRef(item.Value.Sku);
            }
        }

        return null;
    }

    private async Task<List<StockRow>> RowsAsync(IReadOnlyList<WriteItem<StockLevel>> batch, WriteResult?[] results, CancellationToken ct)
    {
        var matches = await skus.ResolveAsync(batch.Select(item => item.Value.Sku), ct);
        var rows = new List<StockRow>();
        var taken = new HashSet<(string Item, string Location)>();
        for (var at = 0; at < batch.Count; at++)
        {
            var mine = new List<StockRow>();
            var fault = Check(batch[at], matches[batch[at].Value.Sku]) ?? Map(batch[at].Value, at, matches[batch[at].Value.Sku].Item!, taken, mine);
            if (fault is null)
            {
                rows.AddRange(mine);
            }
            else
            {
                results[at] = new WriteResult.Failed(batch[at].ItemId, fault);
            }
        }

        return rows;
    }

    private static Fault? Check(WriteItem<StockLevel> item, SkuMatch match) => item.Kind == WriteKind.Set
        ? match.FaultFor(item.Value.Sku)
        : new Fault(FaultKind.Invalid, "shopify.stock-kind", $"Stock of '{item.Value.Sku}' can only be set, not written as {item.Kind}.") { Hint = "Plan stock as an absolute quantity." };

    private Fault? Map(StockLevel level, int at, string inventoryItem, HashSet<(string Item, string Location)> taken, List<StockRow> rows)
    {
        foreach (var (cell, index) in level.Cells.Select((cell, index) => (cell, index)))
        {
            var path = $"cells[{index.ToString(CultureInfo.InvariantCulture)}]";
            if (locations.Find(cell.Location) is not { } location)
            {
                return new Fault(FaultKind.Invalid, "shopify.unmapped-location", $"No shop location is given for ERP location '{cell.Location}'.")
                {
                    Field = $"{path}.location",
                    Hint = "Add the location to LocationMap or set DefaultLocation.",
                };
            }

            var quantity = cell.OnHand;
            if (Whole(quantity) is not { } units || (cell.ChangeFrom is not null && Whole(cell.ChangeFrom.Value) is null))
            {
                return new Fault(
                    FaultKind.Invalid, "shopify.bad-quantity", string.Create(CultureInfo.InvariantCulture, $"The shop takes whole units up to {MostQuantity}, not {quantity} (from {cell.ChangeFrom})."))
                {
                    Field = $"{path}.onHand",
                    Hint = "Round the quantity in the stock rule.",
                };
            }

            if (!taken.Add((inventoryItem, location)))
            {
                return new Fault(FaultKind.Invalid, "shopify.duplicate-cell", $"Two quantities of '{level.Sku}' go to the same shop location.")
                {
                    Field = $"{path}.location",
                    Hint = "Map each ERP location to a shop location of its own, or add their quantities up first.",
                };
            }

            rows.Add(new StockRow(at, inventoryItem, location, units, cell.ChangeFrom is { } from ? Whole(from) : null));
        }

        return rows.Count <= MostRows
            ? null
            : new Fault(FaultKind.Invalid, "shopify.too-many-cells", $"'{level.Sku}' has more than {MostRows} locations.") { Field = "cells" };
    }

    private static int? Whole(decimal quantity) =>
        quantity == decimal.Truncate(quantity) && Math.Abs(quantity) <= MostQuantity ? (int)quantity : null;

    /// <summary>Rows in calls of at most 250; the rows of an item stay together.</summary>
    private static IEnumerable<List<StockRow>> Calls(List<StockRow> rows)
    {
        var call = new List<StockRow>();
        foreach (var item in rows.GroupBy(row => row.Item))
        {
            var mine = item.ToArray();
            if (call.Count + mine.Length > MostRows)
            {
                yield return call;
                call = [];
            }

            call.AddRange(mine);
        }

        if (call.Count > 0)
        {
            yield return call;
        }
    }

    private async Task SendAsync(IReadOnlyList<WriteItem<StockLevel>> batch, List<StockRow> rows, WriteResult?[] results, Action sent, CancellationToken ct)
    {
        var tried = 0;
        while (rows.Count > 0 && results[rows[0].Item] is null)
        {
            var first = Key(batch, rows, 0);
            var key = Key(batch, rows, _generations.Of(first));
            GraphReply reply;
            try
            {
                reply = await client.MutateAsync(Set, writer => Variables(writer, batch, rows, key), ct);
                sent();
            }
            catch (UnknownOutcomeException exception)
            {
                sent();
                Each(rows, item => results[item] = new WriteResult.Unknown(batch[item].ItemId, exception.Fault));
                return;
            }

            using (reply)
            {
                var payload = reply.Data.Object("inventorySetQuantities");
                var errors = payload?.List("userErrors").ToArray() ?? [];
                if (errors.Length == 0)
                {
                    Succeed(batch, rows, results, payload);
                    return;
                }

                if (errors.Any(error => error.Text("code") is "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" or "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"))
                {
                    _generations.Next(first);
                    if (++tried < GenerationsPerAttempt)
                    {
                        continue;
                    }

                    var failed = StockFaults.FailedBefore(reply.RequestId);
                    Each(rows, item => results[item] = new WriteResult.Failed(batch[item].ItemId, failed));
                    return;
                }

                if (errors.FirstOrDefault(error => error.Text("code") == "IDEMPOTENCY_CONCURRENT_REQUEST") is { ValueKind: JsonValueKind.Object })
                {
                    var running = new Fault(FaultKind.Transient, "shopify.write-running", "The same stock write is being carried out at this moment.") { RemoteRequestId = reply.RequestId };
                    Each(rows, item => results[item] = new WriteResult.Unknown(batch[item].ItemId, running));
                    return;
                }

                rows = Refuse(batch, rows, results, errors, reply.RequestId);
            }
        }
    }

    /// <summary>Gives the refused items their faults and returns the rows of the others, of which nothing was written either.</summary>
    private List<StockRow> Refuse(IReadOnlyList<WriteItem<StockLevel>> batch, List<StockRow> rows, WriteResult?[] results, JsonElement[] errors, string? requestId)
    {
        var refused = new HashSet<int>();
        foreach (var error in errors)
        {
            var row = RowOf(error);
            var culprits = row is { } index && index < rows.Count ? [rows[index].Item] : rows.Select(each => each.Item).Distinct().ToArray();
            foreach (var item in culprits)
            {
                if (refused.Add(item))
                {
                    results[item] = new WriteResult.Failed(batch[item].ItemId, StockFaults.Of(error, batch[item].Value.Sku) with { RemoteRequestId = requestId });
                    if (error.Text("code") == "INVALID_INVENTORY_ITEM")
                    {
                        skus.Forget(batch[item].Value.Sku);
                    }
                }
            }
        }

        return [.. rows.Where(row => !refused.Contains(row.Item))];
    }

    private void Succeed(IReadOnlyList<WriteItem<StockLevel>> batch, List<StockRow> rows, WriteResult?[] results, JsonElement? payload)
    {
        if (payload?.Object("inventoryAdjustmentGroup") is not { } group)
        {
            Each(rows, item => results[item] = new WriteResult.Unchanged(batch[item].ItemId, new RecordRef(batch[item].Value.Sku)));
            return;
        }

        var changed = group.List("changes").Where(change => change.Text("name") == QuantityName)
            .Select(change => (change.Object("item")?.Text("id"), change.Object("location")?.Text("id"))).ToHashSet();
        foreach (var item in rows.GroupBy(row => row.Item))
        {
            var reference = new RecordRef(batch[item.Key].Value.Sku);
            results[item.Key] = changed.Count == 0 || item.Any(row => changed.Contains((row.InventoryItem, row.Location)))
                ? new WriteResult.Applied(batch[item.Key].ItemId, reference)
                : new WriteResult.Unchanged(batch[item.Key].ItemId, reference);
        }
    }

    private static int? RowOf(JsonElement error)
    {
        var path = error.List("field").Select(part => part.ToString()).ToArray();
        var at = Array.IndexOf(path, "quantities");
        return at >= 0 && at + 1 < path.Length && int.TryParse(path[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
    }

    private void Variables(Utf8JsonWriter writer, IReadOnlyList<WriteItem<StockLevel>> batch, List<StockRow> rows, string key)
    {
        writer.WriteStartObject("input");
        writer.WriteString("name", QuantityName);
        writer.WriteString("reason", options.StockReason);
        writer.WriteString("referenceDocumentUri", options.ReferenceDocumentPrefix + Uri.EscapeDataString(batch[rows[0].Item].Key.Value));
        writer.WriteStartArray("quantities");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("inventoryItemId", row.InventoryItem);
            writer.WriteString("locationId", row.Location);
            writer.WriteNumber("quantity", row.Quantity);

            // The member must be there; null is the explicit "whatever it was".
            if (row.ChangeFrom is { } from)
            {
                writer.WriteNumber("changeFromQuantity", from);
            }
            else
            {
                writer.WriteNull("changeFromQuantity");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString("key", key);
    }

    private string Key(IReadOnlyList<WriteItem<StockLevel>> batch, List<StockRow> rows, int generation)
    {
        var content = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{options.ShopDomain}|{QuantityName}|{options.StockReason}|{generation}");
        foreach (var row in rows)
        {
            content.Append(CultureInfo.InvariantCulture, $"\n{batch[row.Item].Key.Value}|{row.InventoryItem}|{row.Location}|{row.Quantity}|{row.ChangeFrom}");
        }

        return DeterministicKey.From(content.ToString());
    }

    private static void Each(List<StockRow> rows, Action<int> act)
    {
        foreach (var item in rows.Select(row => row.Item).Distinct())
        {
            act(item);
        }
    }

    private static void Fill(IReadOnlyList<WriteItem<StockLevel>> batch, WriteResult?[] results, List<StockRow> rows, Fault fault) =>
        Each(rows, item => results[item] ??= new WriteResult.Failed(batch[item].ItemId, fault));
}
