using System.Globalization;
using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>Compares the state after a step.</summary>
internal static class FigureCompare
{
    public static string? Find(string key, JsonElement want, CaseState state, string path)
    {
        var figures = state.Book.Figures;
        return key switch
        {
            "buckets" => Each(want, path, (name, value, place) => Bucket(figures.Stock(GivenReader.Cell(name).Sku, GivenReader.Cell(name).Location), value, place)),
            "virtual" => Each(want, path, (sku, value, place) => Each(value, place, (bucket, number, each) =>
                StateCompare.Same(figures.Virtual(sku, Enum.Parse<StockAccountKind>(bucket)), number, each))),
            "incoming" => Numbers(want, path, '@', figures.Incoming),
            "atp" => Numbers(want, path, '@', figures.AvailableToPromise),
            "atpPlus" => Numbers(want, path, '@', figures.AvailableWithIncoming),
            "claims" => Each(want, path, (name, value, place) => ClaimCompare.Find(Claim(figures, name), value, place)),
            "totals" => Each(want, path, (name, value, place) => Totals(figures.Totals(GivenReader.Cell(name).Sku, GivenReader.Cell(name).Location), value, place)),
            "publish" => Numbers(want, path, '/', state.Book.Publisher.Value),
            "shop" => Numbers(want, path, '/', state.Shop.Number),
            "shopAvailable" => Numbers(want, path, '/', (channel, sku) => state.Shop.Number(channel, sku) - Committed(state, channel, sku)),
            "quotaLeft" => Numbers(want, path, '/', (channel, sku) => figures.QuotaLeft(channel, sku)),
            "backorderHeadroom" => Numbers(want, path, '@', figures.BackorderHeadroom),
            "preorderLeft" => Numbers(want, path, '/', figures.PreorderLeft),
            "exposure" => Numbers(want, path, '@', figures.Exposure),
            "inFlight" => Numbers(want, path, '@', figures.InFlight),
            "overClaimed" => StateCompare.Set(
                [.. figures.OverClaims().Select(static row => new Dictionary<string, object?> { ["sku"] = row.Sku, ["location"] = row.Location, ["pool"] = row.Pool, ["qty"] = row.Quantity })],
                want, path),
            "expectedOpen" => Numbers(want, path, '/', (order, line) => figures.ExpectedOpen(order, Whole(line))),
            "timing" => StateCompare.Set(
                [.. figures.UnconfirmedCancellations().Select(static row => new Dictionary<string, object?> { ["order"] = row.Order, ["line"] = row.Line, ["qty"] = row.Quantity })],
                want, path),
            "watermark" => Numbers(want, path, '@', (sku, location) => figures.Watermark(sku, location)),
            "orders" => Each(want, path, (order, value, place) => StateCompare.Same(figures.OrderState(order).ToString(), value.GetString(), place)),
            "expiresAt" => Each(want, path, (name, value, place) => Instant(figures, name, value, place)),
            _ => throw new GoldenFormatException($"{path}: unknown key"),
        };
    }

    private static string? Each(JsonElement table, string path, Func<string, JsonElement, string, string?> compare) =>
        table.EnumerateObject().Select(entry => compare(entry.Name, entry.Value, $"{path}.{entry.Name}")).FirstOrDefault(static difference => difference is not null);

    private static string? Numbers(JsonElement want, string path, char separator, Func<string, string, decimal> read) =>
        Numbers(want, path, separator, (first, second) => (decimal?)read(first, second));

    private static string? Numbers(JsonElement want, string path, char separator, Func<string, string, decimal?> read) =>
        Each(want, path, (name, value, place) => StateCompare.Same(read(GivenReader.Split(name, separator).First, GivenReader.Split(name, separator).Second), value, place));

    private static string? Bucket(CellBalance cell, JsonElement want, string path) => Each(want, path, (name, value, place) => StateCompare.Same(
        name switch
        {
            "Sellable" => cell.Sellable,
            "Quality" => cell.Quality,
            "Damaged" => cell.Damaged,
            "Quarantine" => cell.Quarantine,
            "OnHand" => cell.OnHand,
            _ => throw new GoldenFormatException($"{place}: unknown bucket"),
        },
        value, place));

    private static string? Totals(PoolTotals totals, JsonElement want, string path) => Each(want, path, (name, value, place) => StateCompare.Same(
        name switch
        {
            "H" => totals.Held,
            "R" => totals.Reserved,
            "A" => totals.Allocated,
            "B" => totals.Backordered,
            "P" => totals.Preordered,
            _ => throw new GoldenFormatException($"{place}: unknown state"),
        },
        value, place));

    private static ClaimBalance Claim(StockFigures figures, string name)
    {
        var parts = name.Split('/');
        var component = parts.Length > 2 ? parts[2] : null;
        return Known(figures.OfOrder(parts[0], Whole(parts[1]), component))
            ?? Known(figures.OfCart(parts[0], Whole(parts[1]), component))
            ?? figures.OfIntent(parts[0], Whole(parts[1]), component);
    }

    private static ClaimBalance? Known(ClaimBalance claim) => claim == ClaimBalance.None ? null : claim;

    private static string? Instant(StockFigures figures, string name, JsonElement want, string path)
    {
        var (cart, line) = GivenReader.Split(name, '/');
        var got = figures.ExpiresAt(cart, Whole(line));
        var wanted = DateTimeOffset.Parse(want.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return got == wanted ? null : FormattableString.Invariant($"{path}: want {wanted:O}, got {got:O}");
    }

    /// <summary>What a shop that nets its own orders has set aside for them.</summary>
    private static decimal Committed(CaseState state, string channel, string sku) => state.Book.Figures.Committed(channel, sku);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
