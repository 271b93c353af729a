namespace ErpSync.Storage.PostgreSql;

/// <summary>What a transaction adds to the counts.</summary>
internal sealed class PostgreSqlTotals
{
    private readonly long[] _signals = new long[5];

    public long OpenCases { get; set; }

    public long PendingEffects { get; set; }

    public long this[SignalOutcome outcome] => _signals[(int)outcome];

    public bool IsEmpty => OpenCases == 0 && PendingEffects == 0 && _signals.All(count => count == 0);

    public void Count(SignalOutcome outcome, int signals) => _signals[(int)outcome] += signals;
}
