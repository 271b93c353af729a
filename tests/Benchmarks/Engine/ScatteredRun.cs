using System.Globalization;
using Benchmarks.Report;
using ErpSync.Storage;

namespace Benchmarks.Engine;

/// <summary>
/// Signals for subjects that wait: each wakes, plans and writes another of them, spread over all. Several rounds over one prepared store, each with subjects of its own.
/// </summary>
internal static class ScatteredRun
{
    public const string Work = "woken";
    public const int Signals = 2_000;

    private const int WarmUp = 1;
    private const int Chunk = 5_000;

    /// <param name="store">Store.</param>
    /// <param name="open">Subjects that wait.</param>
    /// <param name="rounds">Rounds, as far as there are subjects for them.</param>
    public static async Task<SubjectsResult> MeasureAsync(string store, int open, int rounds)
    {
        rounds = Math.Min(rounds, (open / Signals) - WarmUp);
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "erpsync.db");
            await using var host = await EngineHost.StartAsync(store, path, writes: true, async (opened, ownership) =>
            {
                await OpenAsync(opened, ownership, open);
                await Postgres.TidyAsync(opened);
            });
            var step = open / ((rounds + WarmUp) * Signals);
            var costs = new List<Cost>();
            for (var round = 0; round < rounds + WarmUp; round++)
            {
                var first = round * Signals;
                GC.Collect();
                var cost = Cost.Start();
                var sending = Deliveries.SendAsync(host.Intake, first, Signals, number => number * step);

                // The waiting signal of each of these subjects is superseded by the one that is sent now.
                await host.UntilEndedAsync(2L * (first + Signals), sending);
                if (round >= WarmUp)
                {
                    costs.Add(cost());
                }
            }

            return new SubjectsResult(
                store, Work, open, Signals, Spread.Of(costs.Select(cost => Signals / cost.Seconds)), Spread.Of(costs.Select(cost => cost.ProcessorSeconds * 1e6 / Signals)));
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
