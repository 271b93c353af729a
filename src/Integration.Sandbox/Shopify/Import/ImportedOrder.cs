namespace ErpSync.Sandbox.Shopify;

/// <summary>An order that was imported.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name; a free one where the recording names none, or one that another order has.</param>
/// <param name="Source">File it came from, relative to the imported directory.</param>
public sealed record ImportedOrder(long Id, string Name, string Source);
