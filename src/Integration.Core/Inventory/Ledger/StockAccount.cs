namespace ErpSync.Inventory;

/// <summary>One side of a ledger entry.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Location">Location code, or empty where there is none.</param>
/// <param name="Owner">Claim (<c>order/o1/1/SKU</c>) or receipt it belongs to, or empty for stock.</param>
public readonly record struct StockAccount(StockAccountKind Kind, string Location = "", string Owner = "")
{
    /// <inheritdoc/>
    public override string ToString() => Owner.Length > 0 ? $"{Kind}@{Location}#{Owner}" : Location.Length > 0 ? $"{Kind}@{Location}" : Kind.ToString();
}
