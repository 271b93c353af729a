using ErpSync.Storage;

namespace Benchmarks.Claims;

/// <summary>Orders of four SKUs out of ten thousand; every second line is one of the ten that everybody wants. The same for every store, and for raw SQL.</summary>
internal static class ClaimOrders
{
    public const int Skus = 10_000;
    public const int Lines = 4;
    public const decimal Supply = 1_000_000m;
    private const int Top = 10;
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    public static string Sku(int number) => $"SKU-{number:D5}";

    /// <summary>SKUs of an order, all different.</summary>
    public static IReadOnlyList<string> Of(int order)
    {
        var dice = new Dice((ulong)order + 1);
        var picked = new HashSet<int>();
        for (var line = 0; picked.Count < Lines; line++)
        {
            picked.Add((int)(line % 2 == 0 ? dice.Next((ulong)Top) : dice.Next((ulong)Skus)));
        }

        return [.. picked.Select(Sku)];
    }

    /// <summary>Check and claim of an order: a unit of each SKU goes from free to reserved, all or nothing.</summary>
    public static StockPosting Claim(int order) => new()
    {
        Id = $"order/{order}",
        Cause = "claim",
        At = At,
        Changes = [.. Of(order).SelectMany(static sku => new StockChange[] { new(sku, "free/MAIN", -1m, 0m), new(sku, "reserved/MAIN", 1m) })],
    };

    /// <summary>Stock for everybody, in postings of 500 SKUs.</summary>
    public static IEnumerable<StockPosting> Supplies() => Enumerable.Range(0, Skus).Select(Sku).Chunk(500).Select((skus, index) => new StockPosting
    {
        Id = $"supply/{index}",
        Cause = "supply",
        At = At,
        Changes = [.. skus.Select(static sku => new StockChange(sku, "free/MAIN", Supply))],
    });
}
