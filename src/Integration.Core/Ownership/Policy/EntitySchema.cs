namespace ErpSync.Ownership;

/// <summary>Fields, scope dimensions and lifecycle of an entity.</summary>
public sealed record EntitySchema
{
    /// <summary>Name of the entity.</summary>
    public required string Entity { get; init; }

    /// <summary>Fields and their types.</summary>
    public required IReadOnlyDictionary<string, FieldType> Fields { get; init; }

    /// <summary>Dimensions that rules may state in their scope. Default none.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Lifecycle states from first to last. Default none.</summary>
    public IReadOnlyList<string> Lifecycle { get; init; } = [];

    internal int IndexOf(string? state)
    {
        for (var i = 0; i < Lifecycle.Count; i++)
        {
            if (string.Equals(Lifecycle[i], state, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
