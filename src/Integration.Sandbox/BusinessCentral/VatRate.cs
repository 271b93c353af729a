namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>One line of the VAT posting setup: which rate applies when a customer's group meets an item's or account's group.</summary>
/// <param name="BusinessGroup">VAT business posting group of the customer, for example <c>DOMESTIC</c>; the API shows it as tax area.</param>
/// <param name="ProductGroup">
/// VAT product posting group of the item or account, for example <c>VAT19</c>; the API shows it as tax group and <c>taxCode</c>.
/// </param>
/// <param name="Percent">Rate in percent, 0 to 100.</param>
/// <param name="Account">G/L account that takes the tax.</param>
public sealed record VatRate(string BusinessGroup, string ProductGroup, decimal Percent, string Account);
