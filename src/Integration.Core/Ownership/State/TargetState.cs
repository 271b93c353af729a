using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ErpSync.Ownership;

/// <summary>What is known about one receiver of a field. Values are kept as hashes. Immutable.</summary>
public sealed record TargetState
{
    /// <summary>Last publication, or null when nothing was ever published.</summary>
    public Publication? Published { get; init; }

    /// <summary>Hash of the value the target was seen with since the last publication, or null.</summary>
    public string? Seen { get; init; }

    /// <summary>Whether the target was seen with another value than the last publication since it was made.</summary>
    public bool IsContradicted { get; init; }

    /// <summary>
    /// For stock: units the target said it may still sell when it was last seen; null when it does not say. Tells what it shipped from what was typed.
    /// </summary>
    public decimal? Available { get; init; }

    /// <summary>Publications before the last one that nothing contradicted since, within the echo window.</summary>
    public ImmutableList<Publication> Earlier { get; init; } = [];

    /// <summary>Hash of the value the target is known to hold; null when nothing is known.</summary>
    [JsonIgnore]
    public string? Known => Seen ?? Published?.Hash;

    internal TargetState Saw(FieldValue value)
    {
        var hash = value.Hash;
        var contradicted = Published is not null && !string.Equals(Published.Hash, hash, StringComparison.Ordinal);
        return this with { Seen = hash, IsContradicted = IsContradicted || contradicted, Earlier = contradicted ? [] : Earlier };
    }

    internal TargetState Publish(FieldValue value, DateTimeOffset at, TimeSpan? echoWindow)
    {
        var earlier = Earlier;
        if (echoWindow is { } window && Published is { } last && !IsContradicted)
        {
            earlier = earlier.RemoveAll(publication => publication.MadeAt < at - window).Add(last);
        }

        return new TargetState { Published = new Publication(value.Hash, PublicationStatus.Queued, at, at), Earlier = earlier, Available = Available };
    }

    internal TargetState Acknowledge(DateTimeOffset at) =>
        this with { Published = Published! with { Status = PublicationStatus.Acknowledged, At = at } };
}
