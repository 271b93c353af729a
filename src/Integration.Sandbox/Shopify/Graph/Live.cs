namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>A field value that is asked for at every read, because it changes apart from its object.</summary>
internal sealed record Live(Func<object?> Read);
