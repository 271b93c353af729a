using System.Globalization;

namespace ErpSync.Planning;

/// <summary>What is remembered of an order, or of a day of a SKU in a shop, for the demand dataset. Entries are only ever added.</summary>
internal sealed record DemandMemo
{
    /// <summary>Version of this shape. Readers accept every version up to the newest.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Connection id of the shop.</summary>
    public required string Shop { get; init; }

    /// <summary>Id of the order; null for a SKU.</summary>
    public string? Order { get; init; }

    /// <summary>SKU; null for an order.</summary>
    public string? Sku { get; init; }

    /// <summary>What happened, in the order in which it became known.</summary>
    public IReadOnlyList<DemandEntry> Entries { get; init; } = [];

    /// <summary>Name of the memo of an order.</summary>
    public const string OrderName = "memo/demand";

    /// <summary>Name of the memo of a SKU's day.</summary>
    public static string DayName(DateTimeOffset at) => $"{OrderName}/{Day(at)}";

    /// <summary>Beginning of the ids of all orders placed in an hour, UTC.</summary>
    public static string HourOfOrders(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"demand/orders/{at.UtcDateTime:yyyy-MM-ddTHH}/");

    /// <summary>Beginning of the ids of all SKUs of a day, UTC.</summary>
    public static string DayOfStock(DateTimeOffset at) => $"demand/stock/{Day(at)}/";

    /// <summary>Id of the memo of an order.</summary>
    public static string OrderId(DateTimeOffset placedAt, string shop, string order) => $"{HourOfOrders(placedAt)}{shop}/{order}";

    /// <summary>Id of the memo of a SKU's day.</summary>
    public static string DayId(DateTimeOffset at, string flow, string sku) => $"{DayOfStock(at)}{flow}/{sku}";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
