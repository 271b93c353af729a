namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Whose work it is: one life of a node, or the world outside, which never dies.</summary>
internal sealed class SimulatedProcess(string name)
{
    public string Name { get; } = name;

    /// <summary>False after a kill: nothing of it runs any more, whatever it was waiting for.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>Until when nothing of it runs (SIGSTOP).</summary>
    public DateTimeOffset StoppedUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>How far its clock is ahead of the others.</summary>
    public TimeSpan Skew { get; set; }
}
