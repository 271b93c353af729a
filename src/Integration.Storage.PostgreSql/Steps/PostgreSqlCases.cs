namespace ErpSync.Storage.PostgreSql;

/// <summary>The cases of one transaction: those loaded and those opened.</summary>
internal sealed class PostgreSqlCases
{
    private readonly SortedDictionary<long, Case> _cases = [];
    private readonly HashSet<long> _added = [];
    private readonly HashSet<long> _changed = [];

    public Queue<long> Ids { get; } = [];

    public IEnumerable<Case> Added => _added.Select(id => _cases[id]);

    public IEnumerable<Case> Changed => _changed.Except(_added).Select(id => _cases[id]);

    public void Load(Case found) => _cases[found.Id] = found;

    public Case? Find(long id) => _cases.GetValueOrDefault(id);

    public long OpenOf(string key) => _cases.Values.FirstOrDefault(found => found.State == CaseState.Open && found.Report.Key == key)?.Id ?? 0;

    public IReadOnlyList<long> OpenOf(SubjectKey subject) =>
        [.. _cases.Values.Where(found => found.State == CaseState.Open && found.Report.Subject == subject).Select(found => found.Id)];

    public void Add(NewCase report)
    {
        var opened = new Case { Id = Ids.Dequeue(), Report = report, OpenedAt = report.At, Count = 1 };
        _cases[opened.Id] = opened;
        _added.Add(opened.Id);
    }

    public void Count(long id, NewCase report)
    {
        _cases[id] = _cases[id] with { Report = report, Count = _cases[id].Count + 1 };
        _changed.Add(id);
    }

    public bool Close(long id, CaseState state, string? by, string because, DateTimeOffset at)
    {
        if (_cases[id].State != CaseState.Open)
        {
            return false;
        }

        _cases[id] = _cases[id] with { State = state, ClosedBy = by, ClosedBecause = because, ClosedAt = at };
        _changed.Add(id);
        return true;
    }
}
