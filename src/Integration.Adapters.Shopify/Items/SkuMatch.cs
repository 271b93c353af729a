using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Items;

/// <summary>Inventory items with one SKU.</summary>
/// <param name="Item">GID of the first one, or null.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct SkuMatch(string? Item, int Count)
{
    /// <summary>Why the SKU cannot be used, or null when it names exactly one item.</summary>
    public Fault? FaultFor(string sku) => Count switch
    {
        1 => null,
        0 => new Fault(FaultKind.MissingDependency, "shopify.unknown-sku", $"The shop has no article with SKU '{sku}'.")
        {
            Field = "sku",
            Hint = "Create the article in the shop or correct the SKU.",
        },
        _ => new Fault(FaultKind.Invalid, "shopify.duplicate-sku", $"{Count} articles of the shop have the SKU '{sku}'.")
        {
            Field = "sku",
            Hint = "Give each article of the shop its own SKU; upper and lower case make no difference.",
        },
    };
}
