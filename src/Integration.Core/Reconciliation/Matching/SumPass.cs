namespace ErpSync.Reconciliation.Matching;

/// <summary>Pass 3: one record against the sum of several, within a reference and unit.</summary>
internal static class SumPass
{
    private const int MostCandidates = 12;

    public static void Run(Pool pool, int cap)
    {
        var targets = pool.Targets.Where(static item => item.Reference is not null).ToLookup(static item => (item.Reference, item.Unit));
        foreach (var sources in pool.Sources.Where(static item => item.Reference is not null).GroupBy(static item => (item.Reference, item.Unit)).ToList())
        {
            if (targets.Contains(sources.Key))
            {
                Run(pool, [.. sources], [.. targets[sources.Key]], cap);
            }
        }
    }

    private static void Run(Pool pool, List<Candidate> sources, List<Candidate> targets, int cap)
    {
        sources.Sort(Candidate.ByDate);
        targets.Sort(Candidate.ByDate);
        foreach (var source in sources.Where(pool.Has))
        {
            Try(source, targets.FindAll(pool.Has), (one, many, unclear) => pool.Take(new Pairing(3, [one], many, unclear)));
        }

        foreach (var target in targets.Where(pool.Has))
        {
            Try(target, sources.FindAll(pool.Has), (one, many, unclear) => pool.Take(new Pairing(3, many, [one], unclear)));
        }

        void Try(Candidate one, List<Candidate> others, Action<Candidate, IReadOnlyList<Candidate>, bool> take)
        {
            if (others.Count is < 2 or > MostCandidates)
            {
                return;
            }

            var subsets = Subsets.WithSum(others, static other => other.Amount, one.Amount, 2, cap);
            if (subsets.Count > 0)
            {
                take(one, [.. subsets.SelectMany(static subset => subset).Distinct()], subsets.Count > 1);
            }
        }
    }
}
