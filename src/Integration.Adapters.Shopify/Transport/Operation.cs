namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>One document of the folder Operations, sent as it is.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Text">GraphQL text.</param>
/// <param name="IsMutation">True when it changes something.</param>
internal sealed record Operation(string Name, string Text, bool IsMutation)
{
    public static Operation Load(string name)
    {
        var resource = $"{typeof(Operation).Assembly.GetName().Name}.Operations.{name}.graphql";
        using var stream = typeof(Operation).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The operation '{name}' is not embedded. Build the project again with Operations/{name}.graphql.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return new Operation(name, text, text.Contains("mutation ", StringComparison.Ordinal));
    }
}
