namespace ErpSync.Inventory;

/// <summary>One SKU at one location.</summary>
/// <param name="Sku">SKU.</param>
/// <param name="Location">Location code.</param>
public readonly record struct CellKey(string Sku, string Location)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Sku}@{Location}";
}
