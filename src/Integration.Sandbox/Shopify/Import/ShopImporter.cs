using System.Text.Json;
using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify.Import;

/// <summary>Finds recorded orders in a directory of JSON files and puts them into the shop.</summary>
internal sealed class ShopImporter(ShopState shop)
{
    private const long MaxFileSize = 64 * 1024 * 1024;
    private const int MaxDepth = 64;

    private readonly List<SkippedImport> _skipped = [];
    private readonly Dictionary<long, (JsonElement Order, string Source)> _found = [];

    public async Task<ShopImportReport> ImportAsync(string directory, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await ScanAsync(path, Path.GetRelativePath(directory, path), cancellationToken);
        }

        lock (shop.Gate)
        {
            return Take();
        }
    }

    private async Task ScanAsync(string path, string source, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MaxFileSize)
        {
            _skipped.Add(new SkippedImport(source, $"The file is larger than {MaxFileSize} bytes."));
            return;
        }

        try
        {
            await using var file = File.OpenRead(path);
            using var json = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
            var before = _found.Count + _skipped.Count;
            Walk(json.RootElement, source, 0);
            if (_found.Count + _skipped.Count == before && !_found.Values.Any(entry => entry.Source == source))
            {
                _skipped.Add(new SkippedImport(source, "The file holds no order with lines that another file does not hold already."));
            }
        }
        catch (JsonException broken)
        {
            _skipped.Add(new SkippedImport(source, "The file is no JSON: " + broken.Message));
        }
    }

    private void Walk(JsonElement element, string source, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, source, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (IsOrder(element))
            {
                Keep(element, source);
                return;
            }

            foreach (var property in element.EnumerateObject())
            {
                Walk(property.Value, source, depth + 1);
            }
        }
    }

    private static bool IsOrder(JsonElement element)
    {
        var id = element.Text("admin_graphql_api_id") ?? element.Text("id");
        return id?.StartsWith("gid://shopify/Order/", StringComparison.Ordinal) == true && element.Items("lineItems", "line_items").Any();
    }

    /// <summary>Of several recordings of one order the fullest counts, and of equally full ones the newest.</summary>
    private void Keep(JsonElement order, string source)
    {
        var id = order.Id("id");
        if (!_found.TryGetValue(id, out var known) || Rank(order).CompareTo(Rank(known.Order)) > 0)
        {
            _found[id] = (order.Clone(), source);
        }

        static (int Size, DateTimeOffset At) Rank(JsonElement json) => (json.GetRawText().Length, json.Time("updatedAt", "updated_at") ?? DateTimeOffset.MinValue);
    }

    private ShopImportReport Take()
    {
        var imported = new List<ImportedOrder>();
        var articles = new List<SandboxItem>();
        var reader = new RecordedOrderReader(shop, articles);
        var currencies = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var known in _found.Values.Select(entry => RecordedOrderReader.NumberOf(entry.Order)))
        {
            shop.ReserveOrderNumber(known);
        }

        var names = shop.Orders.Select(entry => entry.State.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, (json, source)) in _found.OrderBy(entry => entry.Key))
        {
            try
            {
                if (shop.OrderEntry(id) is not null)
                {
                    _skipped.Add(new SkippedImport(source, $"The shop already has an order {id}.", id));
                    continue;
                }

                var order = reader.Read(json, names);
                names.Add(order.Name);
                currencies.Add(order.Money.ShopCurrency);
                currencies.Add(order.Money.PresentmentCurrency);
                shop.Save(order, order.UpdatedAt);
                shop.Raise("orders/create", order.GlobalId);
                imported.Add(new ImportedOrder(order.Id, order.Name, source));
            }
            catch (FormatException problem)
            {
                _skipped.Add(new SkippedImport(source, problem.Message, id));
            }
        }

        return new ShopImportReport(imported, _skipped, articles, [.. currencies]);
    }
}
