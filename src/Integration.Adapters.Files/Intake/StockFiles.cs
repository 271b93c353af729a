namespace ErpSync.Adapters.Files.Intake;

/// <summary>Stock snapshots.</summary>
internal static class StockFiles
{
    public static FileContent Read(IReadOnlyList<FileRow> rows)
    {
        var counts = new List<StockCount>();
        var problems = new List<RowProblem>();
        foreach (var row in rows)
        {
            var count = new StockCount(row.Text("sku"), row.Location(), row.Quantity("on_hand", positive: false), row.OptionalQuantity("available"), row.Instant("as_of"), row.Line);
            if (row.ProblemFor(count.Sku.Length > 0 ? count.Sku : null) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                counts.Add(count);
            }
        }

        var accepted = new List<StockCount>();
        foreach (var same in counts.GroupBy(static count => (Sku: count.Sku.ToUpperInvariant(), count.Location)))
        {
            if (same.Select(static count => (count.OnHand, count.Available, count.AsOf)).Distinct().Count() == 1)
            {
                accepted.Add(same.First());
            }
            else
            {
                // Which of two numbers is right cannot be told, so neither is taken.
                problems.Add(new RowProblem(same.Last().Line, same.Last().Sku, "files.duplicate-sku",
                    $"Lines {string.Join(", ", same.Select(static count => count.Line))} give {same.Last().Sku} at {same.Key.Location} different numbers.", "sku"));
            }
        }

        return new FileContent { Stock = accepted, Problems = problems };
    }
}
