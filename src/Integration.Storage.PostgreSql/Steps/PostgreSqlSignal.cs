namespace ErpSync.Storage.PostgreSql;

/// <summary>A new signal's row.</summary>
internal sealed class PostgreSqlSignal(long id, long subjectId, NewSignal signal)
{
    public long Id { get; } = id;

    public long SubjectId { get; } = subjectId;

    public NewSignal Signal { get; } = signal;

    public SignalOutcome Outcome { get; set; }
}
