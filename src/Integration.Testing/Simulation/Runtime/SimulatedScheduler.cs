namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>
/// All work of all processes on one thread and one virtual clock. What can run runs in an order drawn from the seed; when nothing can, the clock jumps to the
/// next due time. The same seed gives the same run, step by step.
/// </summary>
internal sealed class SimulatedScheduler(ulong seed, DateTimeOffset start)
{
    private readonly List<(SimulatedProcess Process, Action Work)> _ready = [];
    private readonly TimerQueue _due = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    /// <summary>Draws everything that is left to chance.</summary>
    public SeededRandom Random { get; } = new(seed);

    /// <summary>True time, which nobody in the simulation sees: every process has its own clock.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Pieces of work done.</summary>
    public long Steps { get; private set; }

    /// <summary>Makes work ready.</summary>
    /// <exception cref="InvalidOperationException">Something continued on another thread, so the run could not be repeated.</exception>
    public void Post(SimulatedProcess process, Action work)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException($"Work of {process.Name} left the simulation's thread, so its order is not the seed's any more.");
        }

        _ready.Add((process, work));
    }

    /// <summary>Makes work ready after a time.</summary>
    public SimulatedTimer After(SimulatedProcess process, TimeSpan time, Action work)
    {
        var timer = new SimulatedTimer(this, process, work);
        timer.Change(time, Timeout.InfiniteTimeSpan);
        return timer;
    }

    /// <summary>Completes after a time; never, when the process is killed before.</summary>
    public Task Wait(SimulatedProcess process, TimeSpan time)
    {
        var over = new TaskCompletionSource();
        _ = After(process, time, over.SetResult);
        return over.Task;
    }

    /// <summary>Does one piece of work, or jumps to the next due time.</summary>
    /// <returns>False when nothing is left at all.</returns>
    public bool Step()
    {
        Steps++;
        if (_ready.Count > 0)
        {
            RunOneOf(_ready);
            return true;
        }

        if (!_due.TryDequeue(out var next))
        {
            return false;
        }

        Now = next.Ticks > Now.Ticks ? new DateTimeOffset(next.Ticks, TimeSpan.Zero) : Now;
        next.Timer.Ring(next.Order);
        return true;
    }

    internal long Schedule(SimulatedTimer timer, TimeSpan time)
    {
        var order = ++_order;
        _due.Enqueue(new DueTimer((Now + time).Ticks, order, timer));
        return order;
    }

    private void RunOneOf(List<(SimulatedProcess Process, Action Work)> ready)
    {
        var index = Random.Below(ready.Count);
        var (process, work) = ready[index];
        ready[index] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        if (!process.IsAlive)
        {
            return;
        }

        if (process.StoppedUntil > Now)
        {
            _ = After(process, process.StoppedUntil - Now, work);
            return;
        }

        work();
    }
}
