using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class PruneChecks
{
    private static readonly DateTimeOffset Late = Start.AddDays(1000);

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("prune-01", "finished things older than their retention go; counts and links stay", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Dispatch, through) with { Effects = [Effect("k1")], Timeline = [new NewTimelineEntry("planned", "x")] });
            await c.ReportAsync((await c.ClaimAsync()).Single(), EffectState.Applied, at: 20, LinkTo("1", "document/Order", "so-1"));
            Same(await c.Store.PruneAsync(new RetentionTimes(), Late, c.Cancellation), 3, "rows removed (signal, effect, entry)");
            Same((await c.Store.ReadTimelineAsync(Key("1"), 10, c.Cancellation)).Count, 0, "entries");
            Same((await c.Store.ReadLinksAsync([Key("1")], c.Cancellation)).Count, 1, "links");
            await c.CountsAsync(applied: 1);
            Same(await c.Store.PruneAsync(new RetentionTimes(), Late, c.Cancellation), 0, "rows removed again");
        }),
        new("prune-02", "nothing younger than its retention goes", async c =>
        {
            await c.CompleteAsync("1", await c.AppendAsync("1", "d1"));
            Same(await c.Store.PruneAsync(new RetentionTimes(), Start.AddDays(14), c.Cancellation), 0, "rows removed at 14 days");
            Same((await c.Store.AppendAsync([Signal("1", "d1")], null, c.Cancellation))[0].IsDuplicate, true, "repetition within the retention");
            Same(await c.Store.PruneAsync(new RetentionTimes(), Start.AddDays(14.1), c.Cancellation), 1, "rows removed after 14 days");
            Same((await c.Store.AppendAsync([Signal("1", "d1")], null, c.Cancellation))[0].IsDuplicate, false, "repetition after the retention");
        }),
        new("prune-03", "open work never goes", async c =>
        {
            await c.AppendAsync("ready", "d1");
            var through = await c.AppendAsync("waiting", "d1");
            await c.CommitAsync(c.Commit("waiting", SubjectTransition.Wait, through) with { Timeline = [new NewTimelineEntry("waits", "x")] });
            await c.DispatchAsync("sending", await c.AppendAsync("sending", "d1"), Effect("k1"), Effect("k2"));
            await CaseChecks.ParkAsync(c, "parked", await c.AppendAsync("parked", "d1"));
            await c.ClaimAsync();
            var before = await c.CountAsync();
            Same(await c.Store.PruneAsync(new RetentionTimes(), Late, c.Cancellation), 0, "rows removed");
            Same(await c.CountAsync(), before, "counts");
            await CaseChecks.DecideAsync(c, "parked", CaseAction.Retry);
            Same((await c.HeadsAsync()).Count, 2, "heads after a retry");
            Same((await c.Store.ReadTimelineAsync(Key("waiting"), 10, c.Cancellation)).Count, 2, "entries of a waiting subject");
        }),
        new("prune-04", "closed cases go, open ones stay, and a signal of a closed case goes", async c =>
        {
            await CaseChecks.ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            await CaseChecks.ParkAsync(c, "2", await c.AppendAsync("2", "d1"));
            await CaseChecks.DecideAsync(c, "1", CaseAction.Resolve);
            Same(await c.Store.PruneAsync(new RetentionTimes(), Late, c.Cancellation), 3, "rows removed (signal, decision, case)");
            var left = await c.Store.ReadCasesAsync(new CaseQuery(State: null), c.Cancellation);
            SameItems(left.Select(found => found.Report.Subject!.Value.Id), ["2"], "cases left");
            await c.CountsAsync(cased: 2, cases: 1);
        }),
        new("prune-05", "sequences and ids go on growing after everything was removed", async c =>
        {
            var before = await c.AppendAsync("1", "d1");
            await c.CompleteAsync("1", before);
            await c.Store.PruneAsync(new RetentionTimes(), Late, c.Cancellation);
            True(await c.AppendAsync("1", "d1") > before, "sequences go on growing");
        }),
        new("prune-06", "a cancelled pruning stops between chunks", async c =>
        {
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            await c.CompleteAsync("1", await c.AppendAsync("1", "d1"));
            await ThrowsAsync<OperationCanceledException>(() => c.Store.PruneAsync(new RetentionTimes(), Late, cancelled.Token).AsTask());
        }),
    ];
}
