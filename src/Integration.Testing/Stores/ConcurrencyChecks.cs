using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class ConcurrencyChecks
{
    private const int Writers = 8;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("together-01", "eight writers lose nothing, double nothing and keep every subject's order", async c =>
        {
            var perWriter = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                var sequences = new List<long>();
                for (var n = 0; n < 40; n++)
                {
                    sequences.Add(await c.AppendAsync("shared", $"{writer}-{n}"));
                    await c.AppendAsync($"own-{writer}", $"{n}");
                }

                return sequences;
            })));
            foreach (var sequences in perWriter)
            {
                SameItems(sequences, sequences.Order(), "sequences one writer got for the shared subject");
            }

            var all = perWriter.SelectMany(sequences => sequences).ToList();
            Same(all.Distinct().Count(), Writers * 40, "different sequences of the shared subject");
            Same((await c.HeadAsync("shared"))?.ThroughSequence, all.Max(), "newest sequence of the shared subject");
            await c.CountsAsync(waiting: Writers * 80);
        }),
        new("together-02", "the same deliveries from eight writers are accepted once", async c =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
                await c.Store.AppendAsync([.. Enumerable.Range(0, 50).Select(n => Signal($"{n % 7}", $"{n}"))], null, c.Cancellation))));
            Same(results.Sum(list => list.Count(result => !result.IsDuplicate)), 50, "signals accepted");
            await c.CountsAsync(waiting: 50);
        }),
        new("together-03", "concurrent claims never hand out an effect twice, nor two of one subject", async c =>
        {
            for (var n = 0; n < 30; n++)
            {
                await c.DispatchAsync($"{n}", await c.AppendAsync($"{n}", "d1"), Effect($"a{n}"), Effect($"b{n}"));
            }

            var claimed = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () => await c.ClaimAsync(limit: 7))))).SelectMany(list => list).ToList();
            Same(claimed.Select(effect => effect.Subject).Distinct().Count(), claimed.Count, "subjects of claimed effects");
            Same(claimed.Count, 30, "claimed effects");
        }),
        new("together-04", "a call that is refused takes no other with it", async c =>
        {
            var through = await c.AppendAsync("poisoned", "d1");
            var calls = Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
            {
                if (n % 4 != 0)
                {
                    await c.AppendAsync($"{n}", "d1");
                    return false;
                }

                var poisoned = c.Commit("poisoned", SubjectTransition.Complete, through) with
                {
                    EffectUpdates = [new EffectUpdate(4711, EffectState.Applied)], Signals = [Signal("never", $"{n}")],
                };
                try
                {
                    await c.CommitAsync(poisoned);
                    return false;
                }
                catch (InvalidOperationException)
                {
                    return true;
                }
            }));
            Same((await Task.WhenAll(calls)).Count(refused => refused), 10, "refused calls");
            await c.StateAsync("poisoned", SubjectState.Ready);
            Same(await c.SummaryAsync("never"), null, "subject signalled by a refused commit");
            await c.CountsAsync(waiting: 31);
        }),
        new("together-05", "counts hold at every instant while others work", async c =>
        {
            using var done = new CancellationTokenSource();
            var watching = Task.Run(async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await c.CountAsync();
                }
            });
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var n = 0; n < 20; n++)
                {
                    await c.CompleteAsync($"{writer}", await c.AppendAsync($"{writer}", $"{n}"));
                }
            })));
            await done.CancelAsync();
            await watching;
            await c.CountsAsync(applied: Writers * 20);
        }),
        new("together-06", "cancelling a call that waits never half-applies it", async c =>
        {
            using var cancel = new CancellationTokenSource();
            var calls = Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
            {
                if (n == 100)
                {
                    await cancel.CancelAsync();
                }

                try
                {
                    await c.Store.AppendAsync([Signal($"a{n}", "d1"), Signal($"b{n}", "d1")], null, cancel.Token);
                    return 2;
                }
                catch (OperationCanceledException)
                {
                    return 0;
                }
            }));
            await c.CountsAsync(waiting: (await Task.WhenAll(calls)).Sum());
        }),
    ];
}
