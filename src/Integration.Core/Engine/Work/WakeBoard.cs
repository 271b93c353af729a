namespace ErpSync.Engine;

/// <summary>Who to wake when work arrives: workers by flow, dispatchers by connection and entity.</summary>
internal sealed class WakeBoard(EngineThreads threads)
{
    private readonly WakeRegister<string, WakeSignal> _flows = new(() => new WakeSignal(threads));
    private readonly WakeRegister<(string Connection, string Entity), SinkQueue> _sinks = new(() => new SinkQueue(threads));
    private readonly WakeRegister<string, WakeSignal> _sweeps = new(() => new WakeSignal(threads));
    private readonly WakeRegister<string, WakeSignal> _checks = new(() => new WakeSignal(threads));

    public WakeSignal Flow(string name) => _flows[name];

    public SinkQueue Sink(string connection, string entity) => _sinks[(connection, entity)];

    public WakeSignal Sweep(string flow) => _sweeps[flow];

    public WakeSignal Check(string connection) => _checks[connection];

    /// <summary>Cases can be closed.</summary>
    public WakeSignal Settled { get; } = new(threads);

    /// <summary>Lets everything that repeats itself run now.</summary>
    public void PulseTasks()
    {
        foreach (var wake in _sweeps.All.Concat(_checks.All))
        {
            wake.Pulse();
        }
    }

    public void PulseSinks()
    {
        foreach (var sink in _sinks.All)
        {
            sink.Pulse();
        }
    }

    /// <summary>Takes back everything that was handed over in memory; it stays marked as being sent in the store.</summary>
    public void CloseSinks()
    {
        foreach (var sink in _sinks.All)
        {
            sink.Close();
        }
    }

    public void PulseFlows()
    {
        foreach (var wake in _flows.All)
        {
            wake.Pulse();
        }
    }
}
