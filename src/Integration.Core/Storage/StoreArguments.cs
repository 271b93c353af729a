namespace ErpSync.Storage;

/// <summary>Checks of arguments that every store makes before it changes anything, so that all stores refuse the same things with the same words.</summary>
public static class StoreArguments
{
    /// <summary>Longest <see cref="SubjectKey.Flow"/>, in characters.</summary>
    public const int MaxFlowLength = 100;

    /// <summary>Longest <see cref="SubjectKey.Id"/>, in characters.</summary>
    public const int MaxIdLength = 300;

    /// <summary>Largest <c>Limit</c> of a query for operators.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Checks signals that are to be accepted.</summary>
    /// <param name="signals">Signals.</param>
    /// <exception cref="ArgumentException">A key is empty or too long, or source or delivery id is missing.</exception>
    public static void Check(IReadOnlyList<NewSignal> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        for (var index = 0; index < signals.Count; index++)
        {
            var signal = signals[index];
            Check(signal.Subject);
            if (string.IsNullOrEmpty(signal.Source) || string.IsNullOrEmpty(signal.DeliveryId))
            {
                throw new ArgumentException(
                    $"A signal for {signal.Subject} has no source or no delivery id, so a repetition could not be told from something new. Give both.",
                    nameof(signals));
            }
        }
    }

    /// <summary>Checks the key of a subject.</summary>
    /// <param name="subject">Key.</param>
    /// <exception cref="ArgumentException">A part is empty or too long.</exception>
    public static void Check(SubjectKey subject)
    {
        if (string.IsNullOrEmpty(subject.Flow) || subject.Flow.Length > MaxFlowLength)
        {
            throw new ArgumentException(
                $"The flow of a subject has {subject.Flow?.Length ?? 0} characters; 1 to {MaxFlowLength} are possible. Name the flow shorter.", nameof(subject));
        }

        if (string.IsNullOrEmpty(subject.Id) || subject.Id.Length > MaxIdLength)
        {
            throw new ArgumentException(
                $"The id of a subject of flow {subject.Flow} has {subject.Id?.Length ?? 0} characters; 1 to {MaxIdLength} are possible. Use the id of the record.",
                nameof(subject));
        }
    }

    /// <summary>Checks commits.</summary>
    /// <param name="commits">Commits.</param>
    /// <param name="laneCount">Number of lanes of the store.</param>
    /// <exception cref="ArgumentException">A subject occurs twice, its lane is not the one of its key, a parking has no case, or an outcome is not one that completes.</exception>
    public static void Check(IReadOnlyList<SubjectCommit> commits, int laneCount)
    {
        ArgumentNullException.ThrowIfNull(commits);
        var seen = commits.Count > 1 ? new HashSet<SubjectKey>(commits.Count) : null;
        for (var index = 0; index < commits.Count; index++)
        {
            var commit = commits[index];
            Check(commit, laneCount);
            if (seen is not null && !seen.Add(commit.Subject))
            {
                throw new ArgumentException($"Subject {commit.Subject} occurs twice in one commit. Commit it once, with everything that changes.", nameof(commits));
            }
        }
    }

    /// <summary>Checks the limit of a query for operators.</summary>
    /// <param name="limit">Limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 1 and <see cref="MaxLimit"/>.</exception>
    public static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
    }

    /// <summary>Checks beginnings of ids: an empty one would find everything.</summary>
    /// <param name="prefixes">Ids or beginnings of ids.</param>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public static void CheckPrefixes(IReadOnlyList<string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        if (prefixes.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("The beginning of an id is empty and would find every link. Leave it out.", nameof(prefixes));
        }
    }

    private static void Check(SubjectCommit commit, int laneCount)
    {
        Check(commit.Subject);
        var lane = LaneHash.Of(commit.Subject, laneCount);
        if (lane != commit.Lane.Lane)
        {
            throw new ArgumentException(
                $"Subject {commit.Subject} belongs to lane {lane} of {laneCount}, not to lane {commit.Lane.Lane}. Take the lane from its head or its effect.",
                nameof(commit));
        }

        if (commit.Transition == SubjectTransition.Park && commit.Case is null)
        {
            throw new ArgumentException($"Subject {commit.Subject} is to be parked without a case, so nobody would look. Give the case.", nameof(commit));
        }

        if (commit.Transition == SubjectTransition.Complete && commit.Outcome is not (SignalOutcome.Applied or SignalOutcome.Unchanged))
        {
            throw new ArgumentException(
                $"Subject {commit.Subject} cannot complete with outcome {commit.Outcome}. Use {SignalOutcome.Applied} or {SignalOutcome.Unchanged}.", nameof(commit));
        }

        Check(commit.Signals);
    }
}
