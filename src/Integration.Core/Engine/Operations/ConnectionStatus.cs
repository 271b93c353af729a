using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>The state of a connection.</summary>
/// <param name="Id">Connection id.</param>
/// <param name="IsRefused">True while the system refuses our credentials.</param>
/// <param name="PausedUntil">Until when the rate limit or an open circuit rests it, or null.</param>
/// <param name="Budget">Latest reported rate budget, or null.</param>
/// <param name="LastArrival">When it last showed a change.</param>
public sealed record ConnectionStatus(string Id, bool IsRefused, DateTimeOffset? PausedUntil, RateBudget? Budget, DateTimeOffset LastArrival)
{
    /// <summary>What the last check and the last look at the webhook subscriptions found.</summary>
    public IReadOnlyList<ConnectionFinding> Findings { get; init; } = [];

    /// <summary>True while it works with limits: a check that says so, or webhook subscriptions that could not be kept.</summary>
    public bool HasLimits { get; init; }
}
