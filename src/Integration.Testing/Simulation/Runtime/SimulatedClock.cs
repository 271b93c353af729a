namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>What a process takes for the time: the virtual clock, as far off as the process's own clock is.</summary>
internal sealed class SimulatedClock(SimulatedScheduler scheduler, SimulatedProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => scheduler.Now + process.Skew;

    /// <summary>Monotonic: a clock that is set does not move it.</summary>
    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(scheduler, process, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}
