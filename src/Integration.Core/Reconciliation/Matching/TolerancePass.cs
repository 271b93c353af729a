namespace ErpSync.Reconciliation.Matching;

/// <summary>Pass 4: what is left, by date where a reference is absent, then within the tolerance, then alone with its reference.</summary>
internal static class TolerancePass
{
    public static void Run(Pool pool, int windowDays, Func<Candidate, Candidate, decimal> tolerance)
    {
        var byAmount = pool.Sources.ToLookup(static item => (item.Unit, item.Amount));
        Take(pool, target => byAmount[(target.Unit, target.Amount)].Where(source => AreNear(source, target, windowDays)));
        var byReference = pool.Sources.Where(static item => item.Reference is not null).ToLookup(static item => (item.Reference, item.Unit));
        Take(pool, target => byReference[(target.Reference, target.Unit)].Where(source => Math.Abs(target.Amount - source.Amount) <= tolerance(source, target)));
        TakeAlone(pool);
    }

    private static void Take(Pool pool, Func<Candidate, IEnumerable<Candidate>> fitting)
    {
        var groups = new Groups();
        foreach (var target in pool.Targets)
        {
            foreach (var source in fitting(target))
            {
                groups.Connect(source, target);
            }
        }

        foreach (var (sources, targets) in groups.All())
        {
            pool.Take(new Pairing(4, sources, targets, IsAmbiguous: sources.Count + targets.Count > 2));
        }
    }

    private static void TakeAlone(Pool pool)
    {
        var sources = pool.Sources.Where(static item => item.Reference is not null).ToLookup(static item => (item.Reference, item.Unit));
        foreach (var targets in pool.Targets.Where(static item => item.Reference is not null).GroupBy(static item => (item.Reference, item.Unit)).ToList())
        {
            if (sources[targets.Key].Count() == 1 && targets.Count() == 1)
            {
                pool.Take(new Pairing(4, [.. sources[targets.Key]], [.. targets]));
            }
        }
    }

    private static bool AreNear(Candidate source, Candidate target, int windowDays) =>
        (source.Reference is null || target.Reference is null)
        && source.Date is { } from && target.Date is { } to
        && Math.Abs(from.DayNumber - to.DayNumber) <= windowDays;
}
