namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>One object as the API answers it: field values by name. Written once, then only read.</summary>
internal sealed class GraphNode(string typeName)
{
    private readonly Dictionary<string, object?> _fields = new(StringComparer.Ordinal);

    public string TypeName { get; } = typeName;

    public IReadOnlyDictionary<string, object?> Fields => _fields;

    public string Id => (string?)_fields.GetValueOrDefault("id") ?? "";

    /// <summary>A value, a list, another node, a <see cref="GraphRef"/> or a <see cref="Func{Object}"/> that is asked at every read.</summary>
    public object? this[string field]
    {
        get => _fields.GetValueOrDefault(field);
        set => _fields[field] = value;
    }

    public bool TryGet(string field, out object? value) => _fields.TryGetValue(field, out value);
}
