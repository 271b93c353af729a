using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class CountChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("count-01", "an empty store counts nothing", async c =>
            Same(await c.Store.CountAsync(c.Cancellation), new StoreCounts(0, 0, 0, 0, 0, 0, 0, 0, null), "counts")),
        new("count-02", "the oldest waiting signal is known at every instant", async c =>
        {
            var old = await c.AppendAsync("1", "d1", at: 7);
            await c.AppendAsync("2", "d1", at: 3);
            await c.AppendAsync("3", "d1", at: 9);
            Same((await c.CountAsync()).OldestWaiting, At(3), "oldest waiting");
            await c.CompleteAsync("2", (await c.HeadAsync("2"))!.ThroughSequence);
            Same((await c.CountAsync()).OldestWaiting, At(7), "oldest waiting after its completion");
            await CaseChecks.ParkAsync(c, "1", old);
            Same((await c.CountAsync()).OldestWaiting, At(9), "oldest waiting after a parking");
            await CaseChecks.DecideAsync(c, "1", CaseAction.Retry);
            Same((await c.CountAsync()).OldestWaiting, At(7), "oldest waiting after a retry");
        }),
        new("count-03", "effects are pending until they are done or dropped", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"), Effect("k2"), Effect("k3"));
            Same((await c.CountAsync()).PendingEffects, 3, "pending effects");
            var first = (await c.ClaimAsync()).Single();
            Same((await c.CountAsync()).PendingEffects, 3, "pending effects while one is sent");
            await c.ReportAsync(first, EffectState.Applied);
            Same((await c.CountAsync()).PendingEffects, 2, "pending effects after one is done");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait) with { DropEffects = true });
            Same((await c.CountAsync()).PendingEffects, 0, "pending effects after dropping");
        }),
        new("count-04", "a case opened for a subject from outside is closed when the subject completes", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.Store.OpenCaseAsync(Report("1") with { Key = "drift:1" }, c.Cancellation);
            await c.CountsAsync(waiting: 1, cases: 1);
            await c.CompleteAsync("1", through);
            await c.CountsAsync(applied: 1);
        }),
        new("count-05", "work that covers only a part ends only that part", async c =>
        {
            await c.AppendAsync("1", "d1");
            await c.AppendAsync("1", "d2");
            var middle = await c.AppendAsync("1", "d3");
            await c.AppendAsync("2", "d1");
            await c.AppendAsync("1", "d4");
            var last = await c.AppendAsync("1", "d5");
            await c.CompleteAsync("1", middle);
            await c.CountsAsync(applied: 1, superseded: 2, waiting: 3);
            await c.CompleteAsync("1", last + 1_000);
            await c.CountsAsync(applied: 2, superseded: 3, waiting: 1);
            await c.StateAsync("1", SubjectState.Idle);
        }),
    ];
}
