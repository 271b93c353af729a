namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Reads optional values of input objects.</summary>
internal static class InputReading
{
    public static object? Value(this IDictionary<string, object?> input, string field) => input.TryGetValue(field, out var value) ? value : null;
}
