namespace Benchmarks.Engine;

/// <summary>Latency under a steady load.</summary>
/// <param name="Store">Store.</param>
/// <param name="SignalsPerSecond">Load.</param>
/// <param name="Signals">Signals measured.</param>
/// <param name="AcceptedP50">Milliseconds until the webhook is answered, half of them.</param>
/// <param name="AcceptedP99">The same, 99 of 100.</param>
/// <param name="ArrivedP50">Milliseconds from before the delivery until the target has it, half of them.</param>
/// <param name="ArrivedP99">The same, 99 of 100.</param>
internal sealed record LatencyResult(string Store, int SignalsPerSecond, int Signals, double AcceptedP50, double AcceptedP99, double ArrivedP50, double ArrivedP99);
