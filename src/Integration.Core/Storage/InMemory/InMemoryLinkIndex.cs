namespace ErpSync.Storage.InMemory;

/// <summary>Links by address, subject, target and number.</summary>
internal sealed class InMemoryLinkIndex
{
    private readonly Dictionary<string, (long Id, Link Link)> _byAddress = [];
    private readonly Dictionary<SubjectKey, SortedSet<long>> _bySubject = [];
    private readonly Dictionary<(string Connection, string Entity), SortedSet<(string RefId, long Id)>> _byTarget = [];
    private readonly Dictionary<(string Connection, string Entity, string Number), SortedSet<long>> _byNumber = [];
    private readonly Dictionary<long, string> _addresses = [];
    private long _lastId;

    private static Comparer<(string RefId, long Id)> ByRef { get; } = Comparer<(string RefId, long Id)>.Create((a, b) =>
    {
        var order = string.CompareOrdinal(a.RefId, b.RefId);
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    });

    public bool Contains(string address) => _byAddress.ContainsKey(address);

    public void Put(Link link)
    {
        var address = link.Address;
        var id = _lastId + 1;
        if (_byAddress.TryGetValue(address, out var former))
        {
            id = former.Id;
            Remove(former.Id, former.Link);
        }
        else
        {
            _lastId = id;
        }

        _byAddress[address] = (id, link);
        _addresses[id] = address;
        SetOf(_bySubject, link.Subject).Add(id);
        if (!_byTarget.TryGetValue((link.Connection, link.Entity), out var targets))
        {
            _byTarget[(link.Connection, link.Entity)] = targets = new(ByRef);
        }

        targets.Add((link.Ref.Id, id));
        if (link.Ref.DisplayNumber is { } number)
        {
            SetOf(_byNumber, (link.Connection, link.Entity, number)).Add(id);
        }
    }

    public List<Link> Of(IEnumerable<SubjectKey> subjects) =>
        Collect(subjects.SelectMany(subject => _bySubject.TryGetValue(subject, out var ids) ? ids : []));

    public List<Link> ByTarget(string connection, string entity, IEnumerable<string> prefixes) =>
        _byTarget.TryGetValue((connection, entity), out var targets)
            ? Collect(prefixes.SelectMany(prefix => targets.GetViewBetween((prefix, 0), (prefix + '\uffff', long.MaxValue))
                .Where(target => target.RefId.StartsWith(prefix, StringComparison.Ordinal)).Select(target => target.Id)))
            : [];

    public List<Link> ByNumber(string connection, string entity, IEnumerable<string> numbers) =>
        Collect(numbers.SelectMany(number => _byNumber.TryGetValue((connection, entity, number), out var ids) ? ids : []));

    private static SortedSet<long> SetOf<TKey>(Dictionary<TKey, SortedSet<long>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var ids))
        {
            index[key] = ids = [];
        }

        return ids;
    }

    private List<Link> Collect(IEnumerable<long> ids) => [.. new SortedSet<long>(ids).Select(id => _byAddress[_addresses[id]].Link)];

    private void Remove(long id, Link link)
    {
        _bySubject[link.Subject].Remove(id);
        _byTarget[(link.Connection, link.Entity)].Remove((link.Ref.Id, id));
        if (link.Ref.DisplayNumber is { } number)
        {
            _byNumber[(link.Connection, link.Entity, number)].Remove(id);
        }
    }
}
