namespace ErpSync.Reconciliation.Matching;

/// <summary>Records that are still in the game. What is taken leaves it; the order of the others stays.</summary>
internal sealed class Pool(IEnumerable<Candidate> sources, IEnumerable<Candidate> targets)
{
    private readonly HashSet<Candidate> _taken = new();
    private List<Candidate> _sources = [.. sources];
    private List<Candidate> _targets = [.. targets];

    public IReadOnlyList<Candidate> Sources => Left(ref _sources);

    public IReadOnlyList<Candidate> Targets => Left(ref _targets);

    public List<Pairing> Pairings { get; } = [];

    public bool Has(Candidate candidate) => !_taken.Contains(candidate);

    public void Take(Pairing pairing)
    {
        Pairings.Add(pairing);
        _taken.UnionWith(pairing.Sources);
        _taken.UnionWith(pairing.Targets);
    }

    private List<Candidate> Left(ref List<Candidate> list)
    {
        if (list.Exists(_taken.Contains))
        {
            list = list.FindAll(Has);
        }

        return list;
    }
}
