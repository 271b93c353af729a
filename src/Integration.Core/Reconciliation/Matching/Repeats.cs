namespace ErpSync.Reconciliation.Matching;

/// <summary>Sorts out what exists twice before anything is matched.</summary>
internal static class Repeats
{
    /// <summary>Sources with a new id, and those whose id occurred before.</summary>
    public static (List<Candidate> Kept, List<Candidate> Dropped) Sources(IEnumerable<Candidate> sources)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var dropped = new List<Candidate>();
        var kept = new List<Candidate>();
        foreach (var source in sources)
        {
            (seen.Add(source.Id) ? kept : dropped).Add(source);
        }

        return (kept, dropped);
    }

    /// <summary>Targets that stand for themselves, and later ones with the earlier one they repeat or contradict.</summary>
    public static (List<Candidate> Kept, List<RepeatedTarget> Dropped) Targets(IReadOnlyList<Candidate> targets)
    {
        if (!targets.Any(static target => target.ContentHash is not null || target.IdempotencyKey is not null))
        {
            return ([.. targets], []);
        }

        var byKey = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        var byContent = new Dictionary<(string Links, string? Reference, BalanceUnit Unit, string Hash), Candidate>();
        var dropped = new Dictionary<Candidate, RepeatedTarget>();
        var inOrder = targets.ToList();
        inOrder.Sort(Candidate.ByDate);
        foreach (var target in inOrder)
        {
            if (target.IdempotencyKey is { } key && byKey.TryGetValue(key, out var first))
            {
                dropped.Add(target, new RepeatedTarget(first, target, IsConflict: first.ContentHash != target.ContentHash));
            }
            else if (Content(target) is { } content && byContent.TryGetValue(content, out first))
            {
                dropped.Add(target, new RepeatedTarget(first, target, IsConflict: false));
            }
            else
            {
                Remember(target);
            }
        }

        return (targets.Where(target => !dropped.ContainsKey(target)).ToList(), [.. dropped.Values]);

        void Remember(Candidate target)
        {
            if (target.IdempotencyKey is { } key)
            {
                byKey.Add(key, target);
            }

            if (Content(target) is { } content)
            {
                byContent.Add(content, target);
            }
        }
    }

    private static (string Links, string? Reference, BalanceUnit Unit, string Hash)? Content(Candidate target) =>
        target.ContentHash is { } hash && (target.Links.Count > 0 || target.Reference is not null)
            ? (string.Join('\u001f', target.Links.Order(StringComparer.Ordinal)), target.Reference, target.Unit, hash)
            : null;
}
