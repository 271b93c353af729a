using System.Collections.Concurrent;

namespace ErpSync.Engine;

/// <summary>Flows and sinks that were stopped because a remote schema changed, until somebody resumes them.</summary>
internal sealed class FlowControl(WakeBoard wakes)
{
    private readonly ConcurrentDictionary<string, string> _stopped = new(StringComparer.Ordinal);

    public static string SinkName(string connection, string entity) => $"sink:{connection}:{entity}";

    public bool IsStopped(string name) => _stopped.ContainsKey(name);

    public IReadOnlyDictionary<string, string> Stopped => _stopped;

    /// <returns>True when it was running.</returns>
    public bool Stop(string name, string code) => _stopped.TryAdd(name, code);

    public bool Resume(string name)
    {
        var resumed = _stopped.TryRemove(name, out _);
        wakes.PulseFlows();
        wakes.PulseSinks();
        return resumed;
    }
}
