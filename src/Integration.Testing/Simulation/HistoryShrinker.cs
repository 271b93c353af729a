namespace ErpSync.Testing.Simulation;

/// <summary>Finds a short history that still fails: leaves out parts, large ones first, as long as some guarantee is still broken.</summary>
public static class HistoryShrinker
{
    /// <summary>Shrinks the history of a failing run.</summary>
    /// <param name="failed">Options of the failing run.</param>
    /// <param name="result">Its result, with at least one violation.</param>
    /// <param name="mostRuns">Most runs to spend. Default 300.</param>
    /// <returns>The shortest failing run that was found.</returns>
    public static SimulationResult Shrink(SimulationOptions failed, SimulationResult result, int mostRuns = 300)
    {
        ArgumentNullException.ThrowIfNull(failed);
        ArgumentNullException.ThrowIfNull(result);
        var shortest = result;
        for (var size = Math.Max(1, shortest.History.Count / 2); size >= 1 && mostRuns > 0; size = Smaller(size))
        {
            for (var from = 0; from < shortest.History.Count && mostRuns > 0; mostRuns--)
            {
                IReadOnlyList<SimulationEvent> without = [.. shortest.History.Take(from), .. shortest.History.Skip(from + size)];
                var run = Simulation.Run(failed with { History = without });
                if (run.Violations.Count > 0)
                {
                    shortest = run;
                }
                else
                {
                    from += size;
                }
            }
        }

        return shortest;
    }

    private static int Smaller(int size) => size == 1 ? 0 : size / 2;
}
