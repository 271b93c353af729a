namespace ErpSync.Ownership;

/// <summary>Lifecycle states a rule is for; what is stated must all hold.</summary>
public sealed record StateRange
{
    /// <summary>Exactly this state.</summary>
    public string? Is { get; init; }

    /// <summary>This state and every later one.</summary>
    public string? From { get; init; }

    /// <summary>Every state strictly earlier than this one.</summary>
    public string? Before { get; init; }

    internal bool IsEmpty => Is is null && From is null && Before is null;

    internal IEnumerable<string> Names => new[] { Is, From, Before }.OfType<string>();
}
