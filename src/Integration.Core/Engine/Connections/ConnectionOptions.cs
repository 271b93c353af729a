using Polly;

namespace ErpSync.Engine;

/// <summary>Limits of one connection; all flows share them.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Calls under way at once, reads and writes together. 1 to 64, default 4 (Business Central allows 5 a user).</summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>Longest call; afterwards a write's outcome is unknown. Default 100 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Share of the rate budget that stays free for people and other apps, 0 to 0.9. Default 0.1.</summary>
    public decimal BudgetReserve { get; init; } = 0.1m;

    /// <summary>Pause when the system throttles without saying how long. Default 2 seconds.</summary>
    public TimeSpan ThrottlePause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Calls within half a minute of which nine in ten failed transiently or timed out, after which the circuit opens. At least 2, default 10.
    /// </summary>
    public int FailuresBeforeBreak { get; init; } = 10;

    /// <summary>How long an open circuit rests before one call may try again. At least half a second, default 5 seconds.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Replaces the pipeline of time limit and circuit breaker that every call runs through. It must not retry: retries are the engine's, because only the
    /// engine looks unknown outcomes up first. Null takes the default made of the options above.
    /// </summary>
    public ResiliencePipeline? Pipeline { get; init; }

    /// <summary>How often a connection that works is checked: credentials, scopes, settings. The first check is at the start. Default 1 hour.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a connection that refused our credentials is checked, and a part of it that lacks a permission is tried. Default 30 seconds.</summary>
    public TimeSpan RecheckInterval { get; init; } = TimeSpan.FromSeconds(30);
}
