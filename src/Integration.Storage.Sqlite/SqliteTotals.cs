namespace ErpSync.Storage.Sqlite;

/// <summary>Counts and last ids: read and written once per transaction. A value type, so that a refused step gives back what it took by assignment.</summary>
internal record struct SqliteTotals
{
    public long LaneGeneration;
    public long LastSubject;
    public long LastSignal;
    public long LastEffect;
    public long LastCase;
    public long Waiting;
    public long Applied;
    public long Unchanged;
    public long Superseded;
    public long Cased;
    public long OpenCases;
    public long PendingEffects;

    public static SqliteTotals Read(SqliteSession session)
    {
        var row = session[SqliteDialect.ReadTotals];
        row.Step();
        var totals = new SqliteTotals
        {
            LaneGeneration = row.Number(0),
            LastSubject = row.Number(1),
            LastSignal = row.Number(2),
            LastEffect = row.Number(3),
            LastCase = row.Number(4),
            Waiting = row.Number(5),
            Applied = row.Number(6),
            Unchanged = row.Number(7),
            Superseded = row.Number(8),
            Cased = row.Number(9),
            OpenCases = row.Number(10),
            PendingEffects = row.Number(11),
        };
        row.Reset();
        return totals;
    }

    public readonly void Write(SqliteSession session) => session[SqliteDialect.WriteTotals]
        .Bind(LaneGeneration).Bind(LastSubject).Bind(LastSignal).Bind(LastEffect).Bind(LastCase)
        .Bind(Waiting).Bind(Applied).Bind(Unchanged).Bind(Superseded).Bind(Cased).Bind(OpenCases).Bind(PendingEffects).Run();

    /// <summary>Counts signals with an outcome; negative takes them away.</summary>
    public void Count(SignalOutcome outcome, long signals)
    {
        switch (outcome)
        {
            case SignalOutcome.Waiting:
                Waiting += signals;
                break;
            case SignalOutcome.Applied:
                Applied += signals;
                break;
            case SignalOutcome.Unchanged:
                Unchanged += signals;
                break;
            case SignalOutcome.Superseded:
                Superseded += signals;
                break;
            default:
                Cased += signals;
                break;
        }
    }
}
