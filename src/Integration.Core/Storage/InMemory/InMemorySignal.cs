namespace ErpSync.Storage.InMemory;

internal sealed class InMemorySignal(long sequence, NewSignal signal)
{
    public long Sequence { get; } = sequence;

    public NewSignal Signal { get; } = signal;

    public SignalOutcome Outcome { get; set; }
}
