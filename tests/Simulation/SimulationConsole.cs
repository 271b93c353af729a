using System.Diagnostics;
using System.Globalization;
using ErpSync.Testing.Simulation;

namespace ErpSync.Simulation;

/// <summary>Runs a range of seeds, or looks for each planted bug, and says what it found.</summary>
internal static class SimulationConsole
{
    private const int MostShown = 5;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    /// <returns>0 when no guarantee was broken (or, with --bugs, every planted bug was found), 1 otherwise, 2 for wrong arguments.</returns>
    public static int Run(string[] args, TextWriter output)
    {
        if (!SimulationArguments.TryRead(args, out var arguments, out var error))
        {
            output.WriteLine(error);
            output.WriteLine("Usage: --seeds A..B [--nodes N] [--threads T] [--warehouse yes|no] [--bugs]");
            return 2;
        }

        return arguments.Bugs ? FindBugs(arguments, output) : RunSeeds(arguments, output);
    }

    private static int RunSeeds(SimulationArguments arguments, TextWriter output)
    {
        var failed = new List<SimulationResult>();
        var clock = Stopwatch.StartNew();
        var shown = TimeSpan.Zero;
        long done = 0, steps = 0, signals = 0, cases = 0;
        var total = arguments.Last - arguments.First + 1;
        Parallel.For((long)arguments.First, (long)arguments.Last + 1, new ParallelOptions { MaxDegreeOfParallelism = arguments.Threads }, seed =>
        {
            var result = Simulate.OnItsOwnThread(new SimulationOptions((ulong)seed, arguments.Nodes) { HasWarehouse = arguments.HasWarehouse });
            lock (failed)
            {
                done++;
                steps += result.Steps;
                signals += result.Signals;
                cases += result.Cases;
                if (result.Violations.Count > 0)
                {
                    failed.Add(result);
                }

                if (clock.Elapsed - shown > ProgressEvery)
                {
                    shown = clock.Elapsed;
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} seeds, {failed.Count} broken, {done / clock.Elapsed.TotalSeconds:F0} a second"));
                }
            }
        });
        foreach (var result in failed.OrderBy(result => result.Seed).Take(MostShown))
        {
            Explain(result, arguments, output);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{done - failed.Count:N0} seeds held, {failed.Count:N0} broken: {arguments.Nodes} nodes, {steps:N0} steps, {signals:N0} signals, {cases:N0} cases left to people, {clock.Elapsed.TotalSeconds:F0} s"));
        return failed.Count == 0 ? 0 : 1;
    }

    private static void Explain(SimulationResult result, SimulationArguments arguments, TextWriter output)
    {
        var shortest = Simulate.OnItsOwnThread(() => HistoryShrinker.Shrink(new SimulationOptions(result.Seed, arguments.Nodes) { HasWarehouse = result.HasWarehouse }, result));
        output.WriteLine($"Seed {result.Seed} with {arguments.Nodes} nodes{(result.HasWarehouse ? " and a warehouse" : "")} is broken. Shortest history that still fails:");
        foreach (var item in shortest.History)
        {
            output.WriteLine($"  {item}");
        }

        foreach (var violation in shortest.Violations.Take(MostShown))
        {
            output.WriteLine($"  -> {violation}");
        }
    }

    private static int FindBugs(SimulationArguments arguments, TextWriter output)
    {
        var missed = 0;
        foreach (var bug in PlantedBugs.All)
        {
            var found = BugHunt.Find(bug, arguments.Nodes);
            missed += found is null ? 1 : 0;
            output.WriteLine(found is { } hit
                ? $"{bug.Name}: found by seed {hit.Seed}, {hit.Violations[0]}"
                : $"{bug.Name}: NOT FOUND within {bug.WithinSeeds} seeds");
        }

        output.WriteLine($"{PlantedBugs.All.Count - missed} planted bugs found, {missed} missed");
        return missed == 0 ? 0 : 1;
    }
}
