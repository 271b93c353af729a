namespace ErpSync.Planning;

/// <summary>Why and how long a subject waits.</summary>
/// <param name="Cause">Stable code.</param>
/// <param name="Text">One line for people.</param>
public sealed record PlanWait(string Cause, string Text)
{
    /// <summary>When to look again at the latest, although nothing was signalled; null takes the engine's default, which is also the longest.</summary>
    public TimeSpan? LookAgainAfter { get; init; }

    /// <summary>How long to wait at most, counted from the first waiting; then it is a case. Null takes the engine's default.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Address of the link that ends the waiting, or null.</summary>
    public string? DependsOn { get; init; }
}
