using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The state of the whole at one instant.</summary>
/// <param name="Counts">Signals, cases and effects.</param>
/// <param name="Connections">Connections.</param>
/// <param name="StoppedFlows">Flows and sinks stopped because a schema changed, with the fault code.</param>
public sealed record SyncOverview(StoreCounts Counts, IReadOnlyList<ConnectionStatus> Connections, IReadOnlyDictionary<string, string> StoppedFlows);
