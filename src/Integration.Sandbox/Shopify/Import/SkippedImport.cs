namespace ErpSync.Sandbox.Shopify;

/// <summary>Something an import left out.</summary>
/// <param name="Source">File, relative to the imported directory.</param>
/// <param name="Reason">Why.</param>
/// <param name="Order">Number of the order that was left out; null when the file holds none at all.</param>
public sealed record SkippedImport(string Source, string Reason, long? Order = null);
