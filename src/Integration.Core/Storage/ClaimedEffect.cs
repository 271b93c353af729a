using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>An effect that was taken to be sent.</summary>
public sealed record ClaimedEffect
{
    /// <summary>Id in the store.</summary>
    public required long Id { get; init; }

    /// <summary>Subject.</summary>
    public required SubjectKey Subject { get; init; }

    /// <summary>Lane and the epoch under which it was claimed.</summary>
    public required LaneGrant Lane { get; init; }

    /// <summary>The stored write.</summary>
    public required NewEffect Effect { get; init; }

    /// <summary>Failed attempts so far.</summary>
    public int Attempt { get; init; }

    /// <summary>True when an earlier sending has an unknown outcome: look up before sending.</summary>
    public bool Probe { get; init; }

    /// <summary>When it was first planned.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the waiting of its subject must end, if it waited for something in this piece of work; null otherwise.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
