namespace ErpSync.Inventory;

/// <summary>Shares by weight: rounded down, left-over units to the largest remainders, cut at what is free, the overflow shared out again.</summary>
internal sealed class ProportionalAllocation : IAllocationStrategy
{
    public void Place(AllocationRun run)
    {
        foreach (var line in run.Lines)
        {
            var weighted = run.Candidates
                .Select(candidate => (Candidate: candidate, Weight: Weight(run, line, candidate)))
                .Where(entry => entry.Weight > 0m)
                .ToList();
            if (run.Policy.Constraints.NoLineSplit)
            {
                run.Fill(line, [.. weighted.OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Candidate.Rank).Select(entry => entry.Candidate)]);
            }
            else
            {
                Share(run, line, Allowed(run, line, weighted));
            }
        }
    }

    private static decimal Weight(AllocationRun run, AllocationLine line, AllocationCandidate candidate) =>
        run.Policy.Weights is { } weights ? weights.GetValueOrDefault(candidate.Code) : run.Free(line.Sku, candidate.Code);

    private static List<(AllocationCandidate Candidate, decimal Weight)> Allowed(
        AllocationRun run, AllocationLine line, List<(AllocationCandidate Candidate, decimal Weight)> weighted)
    {
        if (run.Policy.Constraints.MaxShipments is not { } most)
        {
            return weighted;
        }

        var added = weighted
            .Where(entry => !run.Used.Contains(entry.Candidate.Code) && run.Free(line.Sku, entry.Candidate.Code) > 0m)
            .OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Candidate.Rank)
            .Take(Math.Max(0, most - run.Used.Count))
            .Select(entry => entry.Candidate.Code)
            .ToHashSet(StringComparer.Ordinal);
        return weighted.FindAll(entry => run.Used.Contains(entry.Candidate.Code) || added.Contains(entry.Candidate.Code));
    }

    private static void Share(AllocationRun run, AllocationLine line, List<(AllocationCandidate Candidate, decimal Weight)> weighted)
    {
        var rest = run.Rest(line);
        while (rest > 0m && weighted.Count > 0)
        {
            var shares = StockQuantity.Apportion(rest, [.. weighted.Select(entry => entry.Weight)], line.Scale);
            for (var i = 0; i < shares.Count; i++)
            {
                var given = Math.Min(shares[i], run.Free(line.Sku, weighted[i].Candidate.Code));
                if (given > 0m)
                {
                    run.Take(line, weighted[i].Candidate.Code, given);
                    rest -= given;
                }
            }

            weighted = weighted.FindAll(entry => run.Free(line.Sku, entry.Candidate.Code) > 0m);
        }
    }
}
