namespace ErpSync.Sandbox;

/// <summary>One article that the sandbox shop sells and the sandbox ERP stocks.</summary>
/// <param name="Sku">SKU in the shop and item number in the ERP, upper case, at most 20 characters.</param>
/// <param name="Title">What people read.</param>
/// <param name="GrossPrice">List price with tax in the shop currency (EUR).</param>
/// <param name="TaxRate">Tax rate as a fraction, for example 0.19.</param>
/// <param name="Stock">Opening stock in whole units.</param>
/// <param name="Gtin">Bar code of 8 to 14 digits.</param>
public sealed record SandboxItem(string Sku, string Title, decimal GrossPrice, decimal TaxRate, int Stock, string Gtin)
{
    /// <summary>List price without tax, rounded half away from zero to cents.</summary>
    public decimal NetPrice => decimal.Round(GrossPrice / (1 + TaxRate), 2, MidpointRounding.AwayFromZero);
}
