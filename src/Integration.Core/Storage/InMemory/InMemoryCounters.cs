namespace ErpSync.Storage.InMemory;

/// <summary>Counts kept up to date with every change.</summary>
internal sealed class InMemoryCounters
{
    private readonly long[] _byOutcome = new long[5];
    private readonly SortedSet<(long AcceptedAt, long Sequence)> _waiting = [];

    public long PendingEffects { get; set; }

    public void Accepted(InMemorySignal signal)
    {
        _byOutcome[(int)SignalOutcome.Waiting]++;
        _waiting.Add((signal.Signal.AcceptedAt.UtcTicks, signal.Sequence));
    }

    public void Changed(InMemorySignal signal, SignalOutcome from)
    {
        _byOutcome[(int)from]--;
        _byOutcome[(int)signal.Outcome]++;
        var key = (signal.Signal.AcceptedAt.UtcTicks, signal.Sequence);
        if (signal.Outcome == SignalOutcome.Waiting)
        {
            _waiting.Add(key);
        }
        else if (from == SignalOutcome.Waiting)
        {
            _waiting.Remove(key);
        }
    }

    public StoreCounts Read(long openCases) => new(
        _byOutcome.Sum(),
        _byOutcome[(int)SignalOutcome.Applied],
        _byOutcome[(int)SignalOutcome.Unchanged],
        _byOutcome[(int)SignalOutcome.Superseded],
        _byOutcome[(int)SignalOutcome.Waiting],
        _byOutcome[(int)SignalOutcome.Cased],
        openCases,
        PendingEffects,
        _waiting.Count == 0 ? null : new DateTimeOffset(_waiting.Min.AcceptedAt, TimeSpan.Zero));
}
