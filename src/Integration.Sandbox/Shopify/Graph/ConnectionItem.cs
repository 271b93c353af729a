namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>One entry of a list with the key that orders it; keys compare ordinally and are unique.</summary>
internal readonly record struct ConnectionItem(string Key, object? Node);
