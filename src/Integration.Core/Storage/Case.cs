namespace ErpSync.Storage;

/// <summary>Something that cannot be settled automatically.</summary>
public sealed record Case
{
    /// <summary>Id.</summary>
    public required long Id { get; init; }

    /// <summary>State.</summary>
    public CaseState State { get; init; }

    /// <summary>What was reported last.</summary>
    public required NewCase Report { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>How often it was reported.</summary>
    public int Count { get; init; }

    /// <summary>Who closed it, or null.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Why it was closed, or null.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}
