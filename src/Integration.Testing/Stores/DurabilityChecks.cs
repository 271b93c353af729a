using ErpSync.Connectors;
using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class DurabilityChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("durable-01", "everything is there after closing and opening again", async c =>
        {
            var through = await c.AppendAsync("1", "d1", at: 1);
            await c.CommitAsync(c.Commit("1", SubjectTransition.Dispatch, through) with
            {
                Title = "#1001", Effects = [Effect("k1")], Timeline = [new NewTimelineEntry("planned", "1 effect")], Links = [LinkTo("1", "a", "so-1", "S-1")],
            });
            await CaseChecks.ParkAsync(c, "2", await c.AppendAsync("2", "d1"));
            await c.Store.AppendAsync([], new CheckpointWrite("sweep", new Checkpoint("a|1")), c.Cancellation);
            var counts = await c.CountAsync();
            var timeline = await c.Store.ReadTimelineAsync(Key("1"), 10, c.Cancellation);
            var cases = await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation);
            await c.ReopenAsync();
            await c.Store.CheckSchemaAsync(c.Cancellation);
            Same(await c.CountAsync(), counts, "counts");
            SameItems(await c.Store.ReadTimelineAsync(Key("1"), 10, c.Cancellation), timeline, "timeline");
            SameItems(await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation), cases, "cases");
            Same((await c.Store.ReadCheckpointAsync("sweep", c.Cancellation))?.Value, "a|1", "checkpoint");
            Same((await c.Store.FindLinksByNumberAsync("erp", "document", ["S-1"], c.Cancellation)).Count, 1, "links");
            await c.TakeOverAsync();
            Same((await c.ClaimAsync()).Single().Effect.Key.Value, "k1", "effect");
        })
        { NeedsDurability = true },
        new("durable-02", "work that was cut off is found again: heads to plan, sendings to probe", async c =>
        {
            await c.AppendAsync("read-but-not-planned", "d1");
            await c.HeadsAsync();
            await c.DispatchAsync("sending", await c.AppendAsync("sending", "d1"), Effect("k1"), Effect("k2"));
            await c.ClaimAsync(now: 100);
            await c.ReopenAsync();
            await c.TakeOverAsync();
            Same((await c.HeadsAsync()).Single().Subject, Key("read-but-not-planned"), "head");
            Same(await c.Store.RecoverEffectsAsync(c.Lanes, (_, _) => TimeSpan.FromSeconds(1), c.Cancellation), 1, "effects recovered");
            var probed = (await c.ClaimAsync(now: 101)).Single();
            Same((probed.Effect.Key.Value, probed.Probe), ("k1", true), "effect to probe");
        })
        { NeedsDurability = true },
        new("durable-03", "nothing that was acknowledged is lost when the process is killed", async c =>
        {
            var acknowledged = 0;
            var writing = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
            {
                for (var n = 0; n < 60; n++)
                {
                    var sequence = await c.AppendAsync($"{writer}-{n}", "d1");
                    await c.DispatchAsync($"{writer}-{n}", sequence, Effect($"{writer}-{n}"));
                    Interlocked.Increment(ref acknowledged);
                }
            })).ToList();
            while (!writing.All(task => task.IsCompleted))
            {
                var before = Volatile.Read(ref acknowledged);
                var copy = await c.Host.OpenAsAfterKillAsync(c.Store, c.Cancellation);
                if (copy is null)
                {
                    break;
                }

                await using var survivor = copy;
                var counts = await survivor.CountAsync(c.Cancellation);
                True(counts.PendingEffects >= before && counts.Waiting >= before, $"{before} acknowledged subjects are there (found {counts})");
                Same(counts.Accepted, counts.Waiting, "accepted signals after a kill");
            }

            await Task.WhenAll(writing);
            await c.CountsAsync(waiting: 240, effects: 240);
        })
        { NeedsDurability = true },
        new("durable-04", "a store that was cut off goes on: deduplication, epochs and counts", async c =>
        {
            var first = await c.AppendAsync("1", "d1");
            await c.CompleteAsync("1", first);
            var old = c.GrantOf(Key("1"));
            await c.ReopenAsync();
            await c.TakeOverAsync();
            Same((await c.Store.AppendAsync([Signal("1", "d1")], null, c.Cancellation))[0].IsDuplicate, true, "repetition");
            var second = await c.AppendAsync("1", "d2");
            True(second > first, "sequences go on growing");
            Same(await c.CommitAsync(c.Commit("1", SubjectTransition.Complete, second) with { Lane = old }), CommitOutcome.Fenced, "commit under the former epoch");
            await c.CountsAsync(applied: 1, waiting: 1);
        })
        { NeedsDurability = true },
        new("durable-05", "a closed store refuses every call", async c =>
        {
            await c.Store.DisposeAsync();
            await ThrowsAsync<ObjectDisposedException>(() => c.AppendAsync("1", "d1"));
            await ThrowsAsync<ObjectDisposedException>(() => c.Store.CountAsync(c.Cancellation).AsTask());
        })
        { NeedsDurability = true },
    ];
}
