using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>What is known about one field. Immutable.</summary>
public sealed record FieldState
{
    /// <summary>Whether the field ever had a value; <see cref="FieldValue.Null"/> is one.</summary>
    public bool HasValue { get; init; }

    /// <summary>What the entitled writer said last.</summary>
    public FieldValue OwnerValue { get; init; } = FieldValue.Null;

    /// <summary>Version of the owner's value, or none.</summary>
    public FieldVersion? Version { get; init; }

    /// <summary>Who said it.</summary>
    public string? Source { get; init; }

    /// <summary>When it was said.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Active override, or null.</summary>
    public FieldOverride? Override { get; init; }

    /// <summary>What everybody should see: the override's value while one is active, otherwise the owner's.</summary>
    [JsonIgnore]
    public FieldValue EffectiveValue => Override?.Value ?? OwnerValue;

    /// <summary>What is known about receivers, by system.</summary>
    public ImmutableDictionary<string, TargetState> Targets { get; init; } = ImmutableDictionary.Create<string, TargetState>(StringComparer.Ordinal);

    /// <summary>For shared fields: what each source says.</summary>
    public ImmutableDictionary<string, Contribution> Contributions { get; init; } = ImmutableDictionary.Create<string, Contribution>(StringComparer.Ordinal);

    /// <summary>Instant of the last foreign write of each system.</summary>
    public ImmutableDictionary<string, DateTimeOffset> ForeignWrites { get; init; } = ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>Last number of each system that gave the field away in a hand-off.</summary>
    public ImmutableDictionary<string, long> HandedOff { get; init; } = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Instants of reverts within the limit's window.</summary>
    public ImmutableList<DateTimeOffset> Reverts { get; init; } = [];

    /// <summary>Whether reverting stopped and a person must look.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Foreign writes ignored so far.</summary>
    public int Ignored { get; init; }
}
