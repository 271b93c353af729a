namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>A link to another object by its global id; looked up when read, null when the object is gone.</summary>
internal sealed record GraphRef(string Id);
