namespace ErpSync.Reconciliation.Matching;

/// <summary>Pass 2: same reference, unit and amount.</summary>
internal static class CompositePass
{
    public static void Run(Pool pool)
    {
        var sources = pool.Sources.Where(static item => item.Reference is not null).ToLookup(static item => (item.Reference, item.Unit, item.Amount));
        foreach (var targets in pool.Targets.Where(static item => item.Reference is not null).GroupBy(static item => (item.Reference, item.Unit, item.Amount)).ToList())
        {
            IReadOnlyList<Candidate> fitting = [.. sources[targets.Key]];
            IReadOnlyList<Candidate> all = [.. targets];
            if (fitting.Count > 0)
            {
                pool.Take(new Pairing(2, fitting, all, IsAmbiguous: fitting.Count + all.Count > 2));
            }
        }
    }
}
