namespace ErpSync.Storage;

/// <summary>How an accepted signal ended, or that it has not yet (G1).</summary>
public enum SignalOutcome
{
    /// <summary>Not ended: queued, being written, or waiting with cause and deadline.</summary>
    Waiting = 0,

    /// <summary>Something was written because of it.</summary>
    Applied = 1,

    /// <summary>Everything already was as it should be.</summary>
    Unchanged = 2,

    /// <summary>A newer signal of the same subject covered it.</summary>
    Superseded = 3,

    /// <summary>It is in front of a person.</summary>
    Cased = 4,
}
