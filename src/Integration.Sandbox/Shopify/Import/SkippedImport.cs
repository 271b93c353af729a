namespace ErpSync.Sandbox.Shopify;

/// <summary>Something an import left out.</summary>
/// <param name="Source">File, relative to the imported directory.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedImport(string Source, string Reason);
