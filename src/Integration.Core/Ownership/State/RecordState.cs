using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>What is known about one record. Immutable.</summary>
public sealed record RecordState
{
    /// <summary>Entity.</summary>
    public required string Entity { get; init; }

    /// <summary>Key within the entity.</summary>
    public required string Key { get; init; }

    /// <summary>Dimension values. Default none.</summary>
    public ImmutableDictionary<string, string> Scope { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Lifecycle state, or null.</summary>
    public string? State { get; init; }

    /// <summary>Fields by name; one that never had a value and met nobody is absent.</summary>
    public ImmutableDictionary<string, FieldState> Fields { get; init; } = ImmutableDictionary.Create<string, FieldState>(StringComparer.Ordinal);
}
