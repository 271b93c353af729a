using System.Globalization;
using Benchmarks.Engine;

namespace Benchmarks;

/// <summary>What to measure and how much of it.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage =
        """
        Usage: Benchmarks [all|engine|latency|subjects|nodes|takeover|memory|orders]… [options]
               Benchmarks reconcile [--orders N]
          --signals N        signals of a throughput run (50000)
          --rounds N         runs of each setting, the median counts (3)
          --stores A,B       sqlite, memory, postgres (all; postgres where ERPSYNC_POSTGRES or the machine's binaries give a server)
          --plans A,B        applied: one write a subject; unchanged: nothing to do (both)
          --memory-signals N signals of the memory run (1000000)
          --open A,B         open subjects of the subjects run (10000,100000,1000000)
          --nodes A,B        nodes of the nodes run, processes on one PostgreSQL (1,2,4)
          --orders N         orders of the reconciliation (100000)
          --report FILE      JSON with everything measured (artifacts/benchmarks.json)
          --charts FOLDER    draws SVG charts into it and writes results.md beside them
        """;

    private static readonly string[] AllParts = ["engine", "latency", "subjects", "nodes", "takeover", "memory", "orders"];

    public IReadOnlyList<string> Parts { get; init; } = AllParts;

    public int Signals { get; init; } = 50_000;

    public int Rounds { get; init; } = 3;

    public IReadOnlyList<string> Stores { get; init; } = ["sqlite", "memory", "postgres"];

    public IReadOnlyList<string> Plans { get; init; } = ["applied", "unchanged"];

    public int MemorySignals { get; init; } = 1_000_000;

    public IReadOnlyList<int> OpenSubjects { get; init; } = [10_000, 100_000, 1_000_000];

    public IReadOnlyList<int> NodeCounts { get; init; } = [1, 2, 4];

    public int ReconciledOrders { get; init; } = 100_000;

    public string ReportPath { get; init; } = "artifacts/benchmarks.json";

    public string? ChartFolder { get; init; }

    /// <summary>Null when something is not understood.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var options = new BenchmarkOptions();
        var parts = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] is "all" or "reconcile" || AllParts.Contains(args[index]))
            {
                parts.Add(args[index]);
                continue;
            }

            if (index + 1 >= args.Length || options.With(args[index], args[++index]) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return parts.Count == 0 || parts.Contains("all") ? options : options with { Parts = parts };
    }

    /// <summary>The stores asked for, without those that this machine has no server for; says so.</summary>
    public IReadOnlyList<string> MeasurableStores()
    {
        if (!Stores.Contains("postgres") || Postgres.Missing is not { } missing)
        {
            return Stores;
        }

        Console.WriteLine($"postgres is left out. {missing}");
        return [.. Stores.Where(store => store != "postgres")];
    }

    private BenchmarkOptions? With(string name, string value) => name switch
    {
        "--signals" => this with { Signals = Number(value) },
        "--rounds" => this with { Rounds = Number(value) },
        "--stores" => this with { Stores = value.Split(',') },
        "--plans" => this with { Plans = value.Split(',') },
        "--memory-signals" => this with { MemorySignals = Number(value) },
        "--open" => this with { OpenSubjects = [.. value.Split(',').Select(Number)] },
        "--nodes" => this with { NodeCounts = [.. value.Split(',').Select(Number)] },
        "--orders" => this with { ReconciledOrders = Number(value) },
        "--report" => this with { ReportPath = value },
        "--charts" => this with { ChartFolder = value },
        _ => null,
    };

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
