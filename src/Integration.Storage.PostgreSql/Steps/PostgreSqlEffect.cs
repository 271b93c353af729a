namespace ErpSync.Storage.PostgreSql;

/// <summary>An effect's row while a transaction works on it.</summary>
internal sealed class PostgreSqlEffect(long id, long subjectId)
{
    public long Id { get; } = id;

    public long SubjectId { get; } = subjectId;

    public EffectState State { get; set; }

    public bool Blocked { get; set; }

    public int Attempt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public bool Probe { get; set; }

    public string? Code { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The effect itself when it is new.</summary>
    public NewEffect? Added { get; init; }

    public int Lane { get; init; }

    /// <summary>Epoch under which it was taken; 0 when it was not.</summary>
    public long ClaimEpoch { get; init; }

    public bool IsOpen => State is EffectState.Ready or EffectState.Sending;
}
