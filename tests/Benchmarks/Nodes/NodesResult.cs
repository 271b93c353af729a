using Benchmarks.Report;

namespace Benchmarks.Nodes;

/// <summary>Speed of several nodes on one database.</summary>
/// <param name="Nodes">Hosts, each a process.</param>
/// <param name="TargetMilliseconds">How long the target takes for a call: of 500 writes when 0, of 20 otherwise, four calls at once a node.</param>
/// <param name="Signals">Signals, each of a subject of its own, accepted by a process that works none.</param>
/// <param name="SignalsPerSecond">From the first accepted until all ended.</param>
internal sealed record NodesResult(int Nodes, double TargetMilliseconds, int Signals, Spread SignalsPerSecond);
