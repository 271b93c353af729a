namespace ErpSync.Inventory;

/// <summary>Exhaustive up to a dozen candidates, greedy above: twice as many would be four thousand times the work.</summary>
internal sealed class MinSplitsAllocation : IAllocationStrategy
{
    private const int MostExhaustive = 12;

    public void Place(AllocationRun run)
    {
        var wanted = run.Lines.Where(line => run.Rest(line) > 0m).ToList();
        var candidates = run.Candidates.Where(candidate => wanted.Exists(line => run.Free(line.Sku, candidate.Code) > 0m)).ToList();
        var best = candidates.Count <= MostExhaustive ? Exhaustive(run, candidates) : Greedy(run, candidates);
        if (best is not null && (best.IsComplete || run.Policy.WhenShort == ShortStock.MaxFill))
        {
            run.Adopt(best);
        }
    }

    private static AllocationRun? Exhaustive(AllocationRun run, List<AllocationCandidate> candidates)
    {
        var costed = candidates.TrueForAll(candidate => candidate.Location.ShipCost is not null);
        var most = run.Policy.Constraints.MaxShipments;
        var tried = Subsets(candidates)
            .Where(subset => most is null || subset.Select(candidate => candidate.Code).Union(run.Used).Count() <= most)
            .OrderBy(subset => subset.Count)
            .ThenBy(subset => costed ? subset.Sum(candidate => candidate.Location.ShipCost!.Value) : 0m)
            .ThenBy(subset => subset, Comparer<IReadOnlyList<AllocationCandidate>>.Create(ByRanks));
        AllocationRun? best = null;
        foreach (var subset in tried)
        {
            var trial = run.Try(subset);
            AllocationStrategy.Priority.Place(trial);
            if (trial.IsComplete)
            {
                return trial;
            }

            if (best is null || trial.Total > best.Total)
            {
                best = trial;
            }
        }

        return best;
    }

    private static AllocationRun Greedy(AllocationRun run, List<AllocationCandidate> candidates)
    {
        var chosen = new List<AllocationCandidate>();
        var trial = run.Try(chosen);
        while (!trial.IsComplete)
        {
            var next = candidates
                .Where(candidate => !chosen.Contains(candidate) && trial.MayUse(candidate.Code))
                .Select(candidate => (Candidate: candidate, Finished: Finished(trial, candidate), Gained: Gained(trial, candidate)))
                .Where(entry => entry.Gained > 0m)
                .OrderByDescending(entry => entry.Finished).ThenByDescending(entry => entry.Gained).ThenBy(entry => entry.Candidate.Rank)
                .FirstOrDefault();
            if (next.Candidate is null)
            {
                break;
            }

            chosen.Add(next.Candidate);
            Put(trial, next.Candidate);
        }

        var result = run.Try([.. chosen.OrderBy(candidate => candidate.Rank)]);
        AllocationStrategy.Priority.Place(result);
        return result;
    }

    /// <summary>Units of lines that the location can finish alone, each line on what the lines before it leave.</summary>
    private static decimal Finished(AllocationRun run, AllocationCandidate candidate)
    {
        var trial = run.Try([candidate]);
        var units = 0m;
        foreach (var line in run.Lines)
        {
            var rest = trial.Rest(line);
            if (rest > 0m && trial.Free(line.Sku, candidate.Code) >= rest)
            {
                trial.Take(line, candidate.Code, rest);
                units += rest;
            }
        }

        return units;
    }

    private static decimal Gained(AllocationRun run, AllocationCandidate candidate)
    {
        var trial = run.Try([candidate]);
        Put(trial, candidate);
        return trial.Total - run.Total;
    }

    private static void Put(AllocationRun run, AllocationCandidate candidate)
    {
        foreach (var line in run.Lines)
        {
            run.Fill(line, [candidate]);
        }
    }

    private static IEnumerable<IReadOnlyList<AllocationCandidate>> Subsets(List<AllocationCandidate> candidates) =>
        Enumerable.Range(0, 1 << candidates.Count)
            .Select(mask => (IReadOnlyList<AllocationCandidate>)[.. candidates.Where((_, index) => (mask & (1 << index)) != 0)]);

    private static int ByRanks(IReadOnlyList<AllocationCandidate> left, IReadOnlyList<AllocationCandidate> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i].Rank != right[i].Rank)
            {
                return left[i].Rank.CompareTo(right[i].Rank);
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
