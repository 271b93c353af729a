namespace ErpSync.Storage.InMemory;

/// <summary>Cases by id, and the open ones by key and by subject.</summary>
internal sealed class InMemoryCases
{
    private readonly SortedDictionary<long, Case> _cases = [];
    private readonly Dictionary<string, long> _open = [];
    private readonly Dictionary<SubjectKey, SortedSet<long>> _openBySubject = [];
    private long _last;

    public int OpenCount => _open.Count;

    public Case? Find(long id) => _cases.GetValueOrDefault(id);

    public long OpenOf(string key) => _open.GetValueOrDefault(key);

    public IReadOnlyList<long> OpenOf(SubjectKey subject) => _openBySubject.TryGetValue(subject, out var ids) ? [.. ids] : [];

    public void Add(NewCase report)
    {
        _cases[++_last] = new Case { Id = _last, Report = report, OpenedAt = report.At, Count = 1 };
        _open[report.Key] = _last;
        List(report.Subject, _last);
    }

    public void Count(long id, NewCase report)
    {
        var found = _cases[id];
        Unlist(found.Report.Subject, id);
        _cases[id] = found with { Report = report, Count = found.Count + 1 };
        List(report.Subject, id);
    }

    public void Close(long id, CaseState state, string? by, string because, DateTimeOffset at)
    {
        var found = _cases[id];
        _cases[id] = found with { State = state, ClosedBy = by, ClosedBecause = because, ClosedAt = at };
        _open.Remove(found.Report.Key);
        Unlist(found.Report.Subject, id);
    }

    public List<Case> Of(CaseQuery query) =>
    [
        .. _cases.Values.Reverse()
            .Where(c => (query.State is null || c.State == query.State) && (query.Code is null || c.Report.Code == query.Code)
                && (query.Connection is null || c.Report.Connection == query.Connection) && (query.Subject is null || c.Report.Subject == query.Subject))
            .Take(query.Limit),
    ];

    public long Prune(DateTimeOffset before)
    {
        var old = _cases.Values.Where(c => c.State != CaseState.Open && c.ClosedAt < before).Select(c => c.Id).ToList();
        old.ForEach(id => _cases.Remove(id));
        return old.Count;
    }

    private void List(SubjectKey? subject, long id)
    {
        if (subject is { } key)
        {
            if (!_openBySubject.TryGetValue(key, out var ids))
            {
                _openBySubject[key] = ids = [];
            }

            ids.Add(id);
        }
    }

    private void Unlist(SubjectKey? subject, long id)
    {
        if (subject is { } key && _openBySubject.TryGetValue(key, out var ids) && ids.Remove(id) && ids.Count == 0)
        {
            _openBySubject.Remove(key);
        }
    }
}
