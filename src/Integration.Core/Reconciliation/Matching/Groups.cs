namespace ErpSync.Reconciliation.Matching;

/// <summary>Records that are connected, directly or through others.</summary>
internal sealed class Groups
{
    private readonly Dictionary<Candidate, Candidate> _parents = new();
    private readonly List<Candidate> _sources = [];
    private readonly List<Candidate> _targets = [];

    public void Connect(Candidate source, Candidate target)
    {
        Know(source, _sources);
        Know(target, _targets);
        _parents[Root(source)] = Root(target);
    }

    public IEnumerable<(IReadOnlyList<Candidate> Sources, IReadOnlyList<Candidate> Targets)> All()
    {
        var groups = new Dictionary<Candidate, (List<Candidate> Sources, List<Candidate> Targets)>();
        foreach (var source in _sources)
        {
            Of(source).Sources.Add(source);
        }

        foreach (var target in _targets)
        {
            Of(target).Targets.Add(target);
        }

        return groups.Values.Select(static group => ((IReadOnlyList<Candidate>)group.Sources, (IReadOnlyList<Candidate>)group.Targets));

        (List<Candidate> Sources, List<Candidate> Targets) Of(Candidate member)
        {
            var root = Root(member);
            if (!groups.TryGetValue(root, out var group))
            {
                groups.Add(root, group = ([], []));
            }

            return group;
        }
    }

    private void Know(Candidate member, List<Candidate> side)
    {
        if (_parents.TryAdd(member, member))
        {
            side.Add(member);
        }
    }

    private Candidate Root(Candidate member)
    {
        var root = member;
        while (!ReferenceEquals(_parents[root], root))
        {
            root = _parents[root];
        }

        while (!ReferenceEquals(member, root))
        {
            (member, _parents[member]) = (_parents[member], root);
        }

        return root;
    }
}
