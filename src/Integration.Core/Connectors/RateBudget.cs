namespace ErpSync.Connectors;

/// <summary>What a remote system says about its rate limit.</summary>
/// <param name="Capacity">Size of the bucket, in the system's own points or requests.</param>
/// <param name="Remaining">What is left; between 0 and <paramref name="Capacity"/>.</param>
/// <param name="RestorePerSecond">What comes back each second.</param>
/// <param name="ObservedAt">When it was said.</param>
public sealed record RateBudget(decimal Capacity, decimal Remaining, decimal RestorePerSecond, DateTimeOffset ObservedAt);
