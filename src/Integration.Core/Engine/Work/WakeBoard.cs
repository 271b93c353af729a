using System.Collections.Concurrent;

namespace ErpSync.Engine;

/// <summary>Who to wake when work arrives: workers by flow, dispatchers by connection and entity.</summary>
internal sealed class WakeBoard(EngineThreads threads)
{
    private readonly ConcurrentDictionary<string, WakeSignal> _flows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Connection, string Entity), SinkQueue> _sinks = new();
    private readonly ConcurrentDictionary<string, WakeSignal> _sweeps = new(StringComparer.Ordinal);

    public WakeSignal Flow(string name) => _flows.GetOrAdd(name, static (_, made) => new WakeSignal(made), threads);

    public SinkQueue Sink(string connection, string entity) => _sinks.GetOrAdd((connection, entity), static (_, made) => new SinkQueue(made), threads);

    public WakeSignal Sweep(string flow) => _sweeps.GetOrAdd(flow, static (_, made) => new WakeSignal(made), threads);

    public void PulseSinks()
    {
        foreach (var sink in _sinks.Values)
        {
            sink.Pulse();
        }
    }

    public void PulseFlows()
    {
        foreach (var wake in _flows.Values)
        {
            wake.Pulse();
        }
    }
}
