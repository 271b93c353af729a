namespace ErpSync.Planning;

/// <summary>What a shop could sell of a SKU in the course of a day, as far as it changed. Pure.</summary>
internal static class StockDemand
{
    /// <summary>Changes of a day that are kept as they are; further ones only when the SKU is sold out or is there again.</summary>
    public const int ChangesKept = 500;

    /// <summary>The day's memory with the quantity, or null when it did not change.</summary>
    /// <param name="day">What was remembered of the day, or null.</param>
    /// <param name="shop">Connection id of the shop.</param>
    /// <param name="sku">SKU.</param>
    /// <param name="available">Units the shop may sell.</param>
    /// <param name="now">Instant of the reading.</param>
    public static DemandMemo? Remember(DemandMemo? day, string shop, string sku, decimal available, DateTimeOffset now)
    {
        day ??= new DemandMemo { Shop = shop, Sku = sku };
        var last = day.Entries.Count == 0 ? (decimal?)null : day.Entries[^1].Units;
        var isNews = last != available && (day.Entries.Count < ChangesKept || (last > 0m) != (available > 0m));
        return isNews ? day with { Entries = [.. day.Entries, new DemandEntry(DemandEntryKind.Available, "", available, now, now)] } : null;
    }
}
