namespace ErpSync.Storage;

/// <summary>What became of commits some of which ask for their first effect.</summary>
/// <param name="Outcomes">One per commit, in the same order.</param>
/// <param name="Taken">
/// First effects that are marked as sending and belong to the caller now, each exactly as if it had been claimed. Perhaps fewer than asked for, also none: what is not
/// taken is claimed as usual.
/// </param>
public sealed record CommitResult(IReadOnlyList<CommitOutcome> Outcomes, IReadOnlyList<ClaimedEffect> Taken);
