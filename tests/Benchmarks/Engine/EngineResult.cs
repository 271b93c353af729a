namespace Benchmarks.Engine;

/// <summary>What was measured.</summary>
/// <param name="Case">Setting.</param>
/// <param name="Seconds">From the first delivery until nothing waits.</param>
/// <param name="SignalsPerSecond">Accepted and ended a second.</param>
/// <param name="Applied">Signals that ended as applied.</param>
/// <param name="Superseded">Signals that a newer one covered.</param>
/// <param name="RawSignalsPerSecond">The same rows by raw batched statements; null in memory.</param>
/// <param name="ShareOfRaw">Speed as a share of raw; null in memory.</param>
/// <param name="Memory">Samples at each tenth.</param>
internal sealed record EngineResult(
    EngineCase Case, double Seconds, double SignalsPerSecond, long Applied, long Superseded, double? RawSignalsPerSecond, double? ShareOfRaw,
    IReadOnlyList<MemorySample> Memory);

/// <summary>Memory after a share of the signals had ended.</summary>
/// <param name="Percent">Share of the signals.</param>
/// <param name="HeapMegabytes">Managed heap after a collection.</param>
/// <param name="WorkingSetMegabytes">Working set of the process.</param>
internal sealed record MemorySample(int Percent, double HeapMegabytes, double WorkingSetMegabytes);
