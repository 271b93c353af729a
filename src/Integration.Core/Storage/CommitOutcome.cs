namespace ErpSync.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Applied and durable.</summary>
    Committed,

    /// <summary>Nothing was changed: the lane has another owner by now.</summary>
    Fenced,
}
