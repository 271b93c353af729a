namespace ErpSync.Storage.InMemory;

/// <summary>Subjects that can be worked on, by flow, lane and due time, and those that wait for a link.</summary>
internal sealed class InMemoryHeads(int laneCount)
{
    private readonly Dictionary<string, InMemoryHeadIndex> _heads = [];
    private readonly Dictionary<string, HashSet<InMemorySubject>> _dependents = [];

    public List<SubjectHead> Take(HeadQuery query) => _heads.TryGetValue(query.Flow, out var heads)
        ? heads.Take(query).ConvertAll(subject => new SubjectHead(
            subject.Key, subject.Lane, subject.Head.LastSequence, subject.Head.OccurredAt, subject.Head.DueAt!.Value, subject.Head.Attempt,
            subject.Head.Deadline, subject.Head.Cause))
        : [];

    public IReadOnlyList<InMemorySubject> DependentsOf(string address) => _dependents.TryGetValue(address, out var found) ? [.. found] : [];

    /// <summary>Puts a subject where its head says.</summary>
    public void Place(InMemorySubject subject)
    {
        PlaceByDue(subject);
        PlaceByDependency(subject);
    }

    private void PlaceByDue(InMemorySubject subject)
    {
        var head = subject.Head;
        (SubjectState, long)? place = head.State is SubjectState.Ready or SubjectState.Waiting && head.DueAt is { } due ? (head.State, due.UtcTicks) : null;
        if (place == subject.Indexed)
        {
            return;
        }

        if (!_heads.TryGetValue(subject.Key.Flow, out var heads))
        {
            _heads[subject.Key.Flow] = heads = new InMemoryHeadIndex(laneCount);
        }

        if (subject.Indexed is { } former)
        {
            heads.Remove(subject, former.State, former.Due);
        }

        if (place is { } now)
        {
            heads.Add(subject, now.Item1, now.Item2);
        }

        subject.Indexed = place;
    }

    private void PlaceByDependency(InMemorySubject subject)
    {
        if (subject.Head.DependsOn == subject.IndexedDependency)
        {
            return;
        }

        if (subject.IndexedDependency is { } old && _dependents.TryGetValue(old, out var others) && others.Remove(subject) && others.Count == 0)
        {
            _dependents.Remove(old);
        }

        if (subject.Head.DependsOn is { } address)
        {
            if (!_dependents.TryGetValue(address, out var dependents))
            {
                _dependents[address] = dependents = [];
            }

            dependents.Add(subject);
        }

        subject.IndexedDependency = subject.Head.DependsOn;
    }
}
