namespace ErpSync.Inventory;

/// <summary>Runs a strategy within the constraints that hold for all of them.</summary>
internal static class Allocator
{
    private static readonly AllocationPlan Awaiting =
        new(InventoryOutcome.AwaitingErp, new Dictionary<string, IReadOnlyDictionary<string, decimal>>(), new Dictionary<string, decimal>());

    public static AllocationPlan Plan(
        IReadOnlyList<AllocationLine> lines, IReadOnlyList<AllocationCandidate> candidates, AllocationPolicy policy, Func<string, string, decimal> free)
    {
        if (policy.Strategy.LeftToErp)
        {
            return Awaiting;
        }

        var left = candidates.Where(candidate => !policy.Constraints.Exclude.Contains(candidate.Code)).ToList();
        while (true)
        {
            var run = Run(lines, left, policy, free);
            if (policy.Constraints.MinQuantityPerShipment is not { } least || Smallest(run) is not { } smallest || smallest.Total >= least)
            {
                return Result(run);
            }

            left.Remove(smallest.Candidate);
        }
    }

    private static AllocationRun Run(
        IReadOnlyList<AllocationLine> lines, IReadOnlyList<AllocationCandidate> candidates, AllocationPolicy policy, Func<string, string, decimal> free)
    {
        var supply = new Dictionary<(string, string), decimal>();
        foreach (var sku in lines.Select(line => line.Sku).Distinct(StringComparer.Ordinal))
        {
            foreach (var candidate in candidates)
            {
                supply[(sku, candidate.Code)] = free(sku, candidate.Code);
            }
        }

        var run = new AllocationRun(lines, [.. candidates], policy, supply);
        if (candidates.FirstOrDefault(candidate => candidate.Code == policy.Constraints.CollectionPoint) is { } collection)
        {
            foreach (var line in lines)
            {
                run.Fill(line, [collection]);
            }
        }

        policy.Strategy.Place(run);
        return run;
    }

    private static (AllocationCandidate Candidate, decimal Total)? Smallest(AllocationRun run)
    {
        var totals = run.Candidates.Where(candidate => run.Used.Contains(candidate.Code))
            .Select(candidate => (Candidate: candidate, Total: run.Placed.Where(entry => entry.Key.Location == candidate.Code).Sum(entry => entry.Value)))
            .OrderBy(entry => entry.Total).ThenByDescending(entry => entry.Candidate.Rank)
            .ToList();
        return totals.Count == 0 ? null : totals[0];
    }

    private static AllocationPlan Result(AllocationRun run)
    {
        var placed = run.Placed.GroupBy(entry => entry.Key.Line, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IReadOnlyDictionary<string, decimal> (group) => group.ToDictionary(entry => entry.Key.Location, entry => entry.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
        var unfilled = run.Lines.Where(line => run.Rest(line) > 0m).ToDictionary(line => line.Key, run.Rest, StringComparer.Ordinal);
        var outcome = unfilled.Count == 0 ? InventoryOutcome.Allocated
            : placed.Count > 0 ? InventoryOutcome.PartlyAllocated
            : InventoryOutcome.Unfulfillable;
        return new AllocationPlan(outcome, placed, unfilled);
    }
}
