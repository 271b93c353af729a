using System.Diagnostics;
using System.Text.RegularExpressions;
using ErpSync.Connectors;
using Xunit.Abstractions;

namespace ErpSync.Conformance.Fuzzing;

/// <summary>Runs one target over many seeds: each run ends soon, allocates little and ends well or with a clear fault.</summary>
internal static partial class FuzzRun
{
    /// <summary>Seed to repeat; a failing run prints it.</summary>
    private const string SeedVariable = "ERPSYNC_FUZZ_SEED";

    /// <summary>Seconds that each test runs; without it a fixed number of rounds.</summary>
    private const string SecondsVariable = "ERPSYNC_FUZZ_SECONDS";

    private const int LongestMessage = 2_000;
    private const long MostBytes = 512L * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <param name="output">Is told how many rounds there were.</param>
    /// <param name="rounds">Rounds where no time is set.</param>
    /// <param name="run">One round.</param>
    /// <param name="known">Seeds that failed once; they come first.</param>
    public static async Task OverAsync(ITestOutputHelper output, int rounds, Func<ulong, Task> run, params ulong[] known)
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var given) ? given : (ulong?)null;
        var until = int.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), out var seconds) ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var watch = Stopwatch.StartNew();
        var done = 0;
        foreach (var seed in first is null ? known : [])
        {
            await RoundAsync(run, seed);
        }

        for (var seed = first ?? 1; first is null ? until is { } limit ? watch.Elapsed < limit : done < rounds : done == 0; seed++, done++)
        {
            await RoundAsync(run, seed);
        }

        output.WriteLine($"{done} rounds from seed {first ?? 1}");
    }

    private static async Task RoundAsync(Func<ulong, Task> run, ulong seed)
    {
        var before = GC.GetTotalAllocatedBytes();
        try
        {
            await run(seed).WaitAsync(MostTime);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed} ({SeedVariable}={seed} repeats it): {exception.GetType().Name}: {exception.Message}", exception);
        }

        var allocated = GC.GetTotalAllocatedBytes() - before;
        if (allocated > MostBytes)
        {
            throw new InvalidOperationException($"Seed {seed} ({SeedVariable}={seed} repeats it) allocated {allocated} bytes.");
        }
    }

    /// <summary>Ends well, or with a fault that can be grouped and read; anything else goes on as what it is.</summary>
    public static async Task ClearAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ConnectorException exception)
        {
            Clear(exception.Fault);
        }
    }

    public static void Clear(Fault fault)
    {
        Code().IsMatch(fault.Code).Should().BeTrue("'{0}' is a stable code", fault.Code);
        fault.Message.Length.Should().BeInRange(10, LongestMessage);
        fault.Kind.Should().NotBe(FaultKind.Bug, "input from outside is no bug of ours: {0}", fault.Message);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*([.-][a-z0-9]+)+$")]
    private static partial Regex Code();
}
