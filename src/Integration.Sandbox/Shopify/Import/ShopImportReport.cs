namespace ErpSync.Sandbox.Shopify;

/// <summary>What an import found.</summary>
/// <param name="Orders">Orders now in the shop.</param>
/// <param name="Skipped">Files or orders that were left out, with the reason.</param>
/// <param name="Articles">Articles the shop had to add because orders name their SKU; an ERP that is to take the orders needs them too.</param>
/// <param name="Currencies">Currencies of the imported orders, sorted; an ERP that is to take the orders needs them too.</param>
public sealed record ShopImportReport(
    IReadOnlyList<ImportedOrder> Orders, IReadOnlyList<SkippedImport> Skipped, IReadOnlyList<SandboxItem> Articles, IReadOnlyList<string> Currencies);
