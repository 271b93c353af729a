namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>A timer of one process on the virtual clock.</summary>
internal sealed class SimulatedTimer(SimulatedScheduler scheduler, SimulatedProcess process, Action work) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private long _valid;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        _valid = dueTime == Timeout.InfiniteTimeSpan ? 0 : scheduler.Schedule(this, dueTime < TimeSpan.Zero ? TimeSpan.Zero : dueTime);
        return true;
    }

    /// <summary>The clock reached it. An older setting rings in vain.</summary>
    public void Ring(long order)
    {
        if (order != _valid || !process.IsAlive)
        {
            return;
        }

        scheduler.Post(process, work);
        _valid = _period > TimeSpan.Zero ? scheduler.Schedule(this, _period) : 0;
    }

    public void Dispose() => _valid = 0;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
