using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>Something that happened in commerce and the posting date it got.</summary>
public sealed record PostedEvent
{
    /// <summary>Id of the event.</summary>
    public required string Id { get; init; }

    /// <summary>Kind, for people.</summary>
    public required string Kind { get; init; }

    /// <summary>Local date it happened on; null when <see cref="At"/> is stated.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Instant it happened at; null when <see cref="On"/> is stated.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When it became known.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Posting date, or null while it is not posted.</summary>
    public DateOnly? PostedOn { get; init; }

    /// <summary>Amount.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Currency of the amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Who posted it, or null.</summary>
    public string? By { get; init; }
}
