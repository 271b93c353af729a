using Benchmarks.Report;

namespace Benchmarks.Engine;

/// <summary>Speed of one setting over several rounds; each round measures the engine and, right after it, the raw statements.</summary>
/// <param name="Case">Setting.</param>
/// <param name="Engine">Signals a second from the first delivery until nothing waits.</param>
/// <param name="Raw">The same rows by raw batched statements; null in memory.</param>
/// <param name="ShareOfRaw">Engine by raw within a round; null in memory.</param>
/// <param name="Applied">Signals that ended as applied in the last round.</param>
/// <param name="Superseded">Signals that a newer one covered in the last round.</param>
/// <param name="ProcessorMicroseconds">Processor time a signal.</param>
/// <param name="RawProcessorMicroseconds">Processor time a signal of the raw statements.</param>
/// <param name="AllocatedBytes">Managed bytes a signal, deliveries included.</param>
internal sealed record ThroughputResult(
    EngineCase Case, Spread Engine, Spread? Raw, Spread? ShareOfRaw, long Applied, long Superseded, double ProcessorMicroseconds, double? RawProcessorMicroseconds,
    double AllocatedBytes);
