using ErpSync.Connectors;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ErpSync.Engine;

/// <summary>The default pipeline of a connection's calls, and what its refusals mean.</summary>
internal static class ConnectionPipeline
{
    private const double FailureRatio = 0.9;
    private const int LeastCalls = 2;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastBreak = TimeSpan.FromMilliseconds(500);

    /// <summary>A circuit breaker around a time limit. No retries: those are the engine's.</summary>
    public static ResiliencePipeline Default(ConnectionOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = Math.Max(options.FailuresBeforeBreak, LeastCalls),
                SamplingDuration = Sampling,
                BreakDuration = options.BreakDuration < LeastBreak ? LeastBreak : options.BreakDuration,
                ShouldHandle = static arguments => ValueTask.FromResult(IsFailure(arguments.Outcome)),
            })
            .AddTimeout(options.CallTimeout)
            .Build();

    /// <summary>The connection rests because its circuit is open; nothing was sent.</summary>
    public static Fault Open(string connection, BrokenCircuitException open) =>
        new(FaultKind.Throttled, "engine.circuit-open", $"Connection '{connection}' rests after repeated failures.")
        {
            RetryAfter = open.RetryAfter,
            Hint = "It is tried again by itself. Check the system if it stays so.",
        };

    private static bool IsFailure(Outcome<object> outcome) =>
        outcome.Exception is TimeoutRejectedException or ConnectorException { Fault.Kind: FaultKind.Transient }
        || (outcome.Result is IReadOnlyList<WriteResult> { Count: > 0 } results && results.All(IsTransient));

    private static bool IsTransient(WriteResult result) =>
        result is WriteResult.Failed { Fault.Kind: FaultKind.Transient } or WriteResult.Unknown { Fault.Kind: FaultKind.Transient };
}
