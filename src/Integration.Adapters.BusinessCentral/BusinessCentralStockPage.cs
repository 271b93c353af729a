namespace ErpSync.Adapters.BusinessCentral;

/// <summary>
/// A custom API page of a companion extension that lists stock per item and location. Business Central's standard API has none
/// (<c>items.inventory</c> is the sum over all locations). A row may be missing where there is no stock: a stocked item has nothing at the locations at which the
/// page shows other items and not this one.
/// </summary>
/// <param name="Route">Publisher, group and version, for example <c>contoso/sync/v1.0</c>.</param>
/// <param name="EntitySet">Name of the set, for example <c>itemAvailabilities</c>.</param>
public sealed record BusinessCentralStockPage(string Route, string EntitySet)
{
    /// <summary>Property with the item number; must be filterable. Default <c>itemNumber</c>.</summary>
    public string ItemField { get; init; } = "itemNumber";

    /// <summary>Property with the location code. Default <c>locationCode</c>.</summary>
    public string LocationField { get; init; } = "locationCode";

    /// <summary>Property with the quantity on hand. Default <c>inventory</c>.</summary>
    public string OnHandField { get; init; } = "inventory";

    /// <summary>Property with the quantity that may be promised, or null when the page has none. Default null.</summary>
    public string? AvailableField { get; init; }
}
