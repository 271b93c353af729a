namespace ErpSync.Ownership;

/// <summary>A value put over the owner's for a while, by somebody, for a reason.</summary>
public sealed record FieldOverride
{
    /// <summary>Id, given by who requested it.</summary>
    public required string Id { get; init; }

    /// <summary>The field.</summary>
    public required FieldKey Field { get; init; }

    /// <summary>The value everybody sees meanwhile.</summary>
    public required FieldValue Value { get; init; }

    /// <summary>Who requested it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>First instant.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>First instant it no longer holds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it ended, by time or by release; null while it is active.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
