namespace ErpSync.Storage.InMemory;

/// <summary>Heads of one flow, per lane in the order in which they are due, so that a read touches only what it returns.</summary>
internal sealed class InMemoryHeadIndex(int laneCount)
{
    private static readonly Comparer<(long Due, InMemorySubject Subject)> ByDue =
        Comparer<(long Due, InMemorySubject Subject)>.Create((a, b) =>
            a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Subject.Id.CompareTo(b.Subject.Id));

    private readonly SortedSet<(long Due, InMemorySubject Subject)>?[] _ready = new SortedSet<(long, InMemorySubject)>?[laneCount];
    private readonly SortedSet<(long Due, InMemorySubject Subject)>?[] _waiting = new SortedSet<(long, InMemorySubject)>?[laneCount];

    public void Add(InMemorySubject subject, SubjectState state, long due) => (Of(state)[subject.Lane] ??= new(ByDue)).Add((due, subject));

    public void Remove(InMemorySubject subject, SubjectState state, long due) => Of(state)[subject.Lane]?.Remove((due, subject));

    public List<InMemorySubject> Take(HeadQuery query)
    {
        var next = new PriorityQueue<IEnumerator<(long Due, InMemorySubject Subject)>, (long Due, long Id)>();
        foreach (var range in query.Lanes)
        {
            for (var lane = Math.Max(range.First, 0); lane <= Math.Min(range.Last, _ready.Length - 1); lane++)
            {
                Advance(_ready[lane]?.GetEnumerator(), long.MaxValue);
                Advance(_waiting[lane]?.GetEnumerator(), query.Now.UtcTicks);
            }
        }

        var result = new List<InMemorySubject>();
        while (result.Count < query.Limit && next.TryDequeue(out var first, out _))
        {
            result.Add(first.Current.Subject);
            Advance(first, first.Current.Subject.Head.State == SubjectState.Ready ? long.MaxValue : query.Now.UtcTicks);
        }

        return result;

        void Advance(IEnumerator<(long Due, InMemorySubject Subject)>? heads, long latest)
        {
            if (heads is not null && heads.MoveNext() && heads.Current.Due <= latest)
            {
                next.Enqueue(heads, (heads.Current.Due, heads.Current.Subject.Id));
            }
        }
    }

    private SortedSet<(long Due, InMemorySubject Subject)>?[] Of(SubjectState state) => state == SubjectState.Ready ? _ready : _waiting;
}
