namespace ErpSync.Reconciliation.Matching;

/// <summary>Pass 1: a target that names sources of its unit belongs to them, whatever the amounts. One that names none that exist takes no part in later passes.</summary>
internal static class KeyPass
{
    /// <summary>Runs the pass; gives the targets that sorted themselves out.</summary>
    public static IReadOnlyList<Candidate> Run(Pool pool)
    {
        var byId = new Dictionary<string, Candidate>(pool.Sources.Count, StringComparer.Ordinal);
        foreach (var source in pool.Sources)
        {
            byId[source.Id] = source;
        }

        var groups = new Groups();
        var strays = new List<Candidate>();
        foreach (var target in pool.Targets.Where(static target => target.Links.Count > 0))
        {
            var found = target.Links.Select(byId.GetValueOrDefault).Where(source => source?.Unit == target.Unit).ToList();
            if (found.Count == 0)
            {
                strays.Add(target);
            }

            found.ForEach(source => groups.Connect(source!, target));
        }

        foreach (var (sources, targets) in groups.All())
        {
            pool.Take(new Pairing(1, sources, targets));
        }

        return strays;
    }
}
