namespace ErpSync.Sandbox.Shopify;

/// <summary>An order that was imported.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">File it came from, relative to the imported directory.</param>
public sealed record ImportedOrder(long Id, string Name, string Source);
