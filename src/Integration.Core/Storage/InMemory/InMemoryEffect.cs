namespace ErpSync.Storage.InMemory;

internal sealed class InMemoryEffect(long id, InMemorySubject subject, NewEffect effect, DateTimeOffset createdAt)
{
    public long Id { get; } = id;

    public InMemorySubject Subject { get; } = subject;

    public NewEffect Effect { get; } = effect;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public EffectState State { get; set; }

    public int Attempt { get; set; }

    public DateTimeOffset DueAt { get; set; } = createdAt;

    public DateTimeOffset ChangedAt { get; set; } = createdAt;

    public bool Probe { get; set; }

    public string? Code { get; set; }

    public long ClaimEpoch { get; set; }

    /// <summary>Whether it stands in the index of effects that can be claimed, and under which due time.</summary>
    public long? IndexedDue { get; set; }

    public bool IsOpen => State is EffectState.Ready or EffectState.Sending;

    public ClaimedEffect Claimed() => new()
    {
        Id = Id,
        Subject = Subject.Key,
        Lane = new LaneGrant(Subject.Lane, ClaimEpoch),
        Effect = Effect,
        Attempt = Attempt,
        Probe = Probe,
        CreatedAt = CreatedAt,
        Deadline = Subject.Head.Deadline,
    };
}
