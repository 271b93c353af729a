using System.Globalization;
using Benchmarks.Report;
using ErpSync.Storage;

namespace Benchmarks.Engine;

/// <summary>Whether a signal costs the same however many subjects are open: each measured one wakes, plans and writes another of them, spread over all.</summary>
internal static class SubjectsPart
{
    private const int Signals = 10_000;
    private const int Chunk = 1000;

    public static async Task<IReadOnlyList<SubjectsResult>> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"Open subjects: {Signals:N0} signals of 1 KB, each for another of so many subjects that wait; SQLite.");
        var table = new TextTable(0, "open", "signals/s", "cpu µs");
        var results = new List<SubjectsResult>();
        await MeasureAsync(Signals);
        foreach (var open in options.OpenSubjects)
        {
            results.Add(await MeasureAsync(open));
            table.Add(TextTable.Number(open), TextTable.Number(results[^1].SignalsPerSecond), TextTable.Fine(results[^1].ProcessorMicroseconds));
        }

        table.Print();
        return results;
    }

    private static async Task<SubjectsResult> MeasureAsync(int open)
    {
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "erpsync.db");
            await using var host = await EngineHost.StartAsync("sqlite", path, writes: true, (store, ownership) => OpenAsync(store, ownership, open));
            var step = Math.Max(1, open / Signals);
            var cost = Cost.Start();
            var sending = Deliveries.SendAsync(host.Intake, 0, Signals, number => number * step % open);

            // The waiting signal of each of these subjects is superseded by the one that is sent now.
            await host.UntilEndedAsync(2L * Math.Min(Signals, open), sending);
            var taken = cost();
            return new SubjectsResult("sqlite", open, Signals, Signals / taken.Seconds, taken.ProcessorSeconds * 1e6 / Signals);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Subjects that wait for something that does not come.</summary>
    private static async Task OpenAsync(ISyncStore store, ILaneOwnership ownership, int open)
    {
        using var done = new CancellationTokenSource();
        await using var watching = ownership.WatchAsync(done.Token).GetAsyncEnumerator(CancellationToken.None);
        await watching.MoveNextAsync();
        var lanes = watching.Current.Gained.ToDictionary(grant => grant.Lane);
        var now = TimeProvider.System.GetUtcNow();
        for (var first = 0; first < open; first += Chunk)
        {
            var keys = Enumerable.Range(first, Math.Min(Chunk, open - first)).Select(number => new SubjectKey("parcels", number.ToString(CultureInfo.InvariantCulture))).ToList();
            var accepted = await store.AppendAsync([.. keys.Select(key => new NewSignal(key, "before", "1", now, now))], null, CancellationToken.None);
            await store.CommitAsync(
                [
                    .. keys.Select((key, index) => new SubjectCommit
                    {
                        Subject = key, Lane = lanes[LaneHash.Of(key, store.LaneCount)], ThroughSequence = accepted[index].Sequence, At = now,
                        Transition = SubjectTransition.Wait, Cause = "something", DueAt = now.AddDays(1), Deadline = now.AddDays(14),
                    }),
                ],
                CancellationToken.None);
        }

        await done.CancelAsync();
    }
}
