using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class HeadChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("head-01", "completing ends the newest signal with the outcome and supersedes the older ones", async c =>
        {
            await c.AppendAsync("1", "d1");
            await c.AppendAsync("1", "d2");
            var through = await c.AppendAsync("1", "d3");
            await c.CompleteAsync("1", through, SignalOutcome.Unchanged);
            await c.StateAsync("1", SubjectState.Idle);
            await c.CountsAsync(unchanged: 1, superseded: 2);
        }),
        new("head-02", "a signal that came meanwhile makes the subject ready again", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            var newer = await c.AppendAsync("1", "d2", at: 3);
            await c.CompleteAsync("1", through, at: 10);
            var head = await c.HeadAsync("1");
            Same(head?.ThroughSequence, newer, "newest sequence");
            Same(head?.OccurredAt, At(3), "instant of the newest signal");
            await c.CountsAsync(applied: 1, waiting: 1);
        }),
        new("head-03", "the longest due comes first and the limit holds", async c =>
        {
            await c.Store.AppendAsync([Signal("c", "d", 3), Signal("a", "d", 1), Signal("b", "d", 2), Signal("d", "d", 4)], null, c.Cancellation);
            SameItems((await c.HeadsAsync(limit: 3)).Select(head => head.Subject.Id), ["a", "b", "c"], "heads");
            SameItems((await c.HeadsAsync(limit: 0)).Select(head => head.Subject.Id), [], "heads with limit 0");
        }),
        new("head-04", "only the lanes and the flow asked for are read", async c =>
        {
            await c.Store.AppendAsync([.. Enumerable.Range(0, 200).Select(n => Signal($"{n}", "d"))], null, c.Cancellation);
            var middle = c.Store.LaneCount / 2;
            var low = await c.Store.ReadHeadsAsync(new HeadQuery(Flow, [new LaneRange(0, middle - 1)], At(9), 500), c.Cancellation);
            var high = await c.Store.ReadHeadsAsync(
                new HeadQuery(Flow, [new LaneRange(middle, middle), new LaneRange(middle + 1, c.Store.LaneCount - 1)], At(9), 500), c.Cancellation);
            True(low.All(head => head.Lane < middle) && high.All(head => head.Lane >= middle), "heads lie in the lanes asked for");
            Same(low.Count + high.Count, 200, "heads of both halves");
            Same((await c.HeadsAsync(flow: "stock:erp")).Count, 0, "heads of another flow");
        }),
        new("head-05", "a waiting is over at its due time, with attempt, deadline and cause", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DueAt = At(60), Attempt = 2, Deadline = At(600), Cause = "throttled" });
            Same(await c.HeadAsync("1", now: 59.9), null, "head before it is due");
            var head = await c.HeadAsync("1", now: 60);
            Same((head?.DueAt, head?.Attempt, head?.Deadline, head?.Cause), (At(60), 2, At(600), "throttled"), "head when due");
            await c.CountsAsync(waiting: 1);
        }),
        new("head-06", "a new signal ends a waiting that allows it, and keeps attempt, deadline and cause", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DueAt = At(900), Attempt = 3, Deadline = At(950), Cause = "busy" });
            var newer = await c.AppendAsync("1", "d2", at: 20);
            var head = await c.HeadAsync("1", now: 21);
            Same((head?.ThroughSequence, head?.DueAt, head?.Attempt, head?.Deadline, head?.Cause), (newer, At(20), 3, At(950), "busy"), "head");
        }),
        new("head-07", "a new signal does not end a waiting that forbids it", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DueAt = At(100), WakeOnSignal = false });
            var newer = await c.AppendAsync("1", "d2", at: 20);
            Same(await c.HeadAsync("1", now: 99), null, "head before it is due");
            Same((await c.HeadAsync("1", now: 100))?.ThroughSequence, newer, "newest sequence when due");
        }),
        new("head-08", "a signal that came while the work was done is not slept over", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.AppendAsync("1", "d2");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DueAt = At(900) });
            await c.StateAsync("1", SubjectState.Ready);
        }),
        new("head-09", "completing clears attempt, deadline and cause", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DueAt = At(20), Attempt = 3, Deadline = At(950), Cause = "busy" });
            await c.CompleteAsync("1", through);
            await c.AppendAsync("1", "d2", at: 30);
            var head = await c.HeadAsync("1");
            Same((head?.Attempt, head?.Deadline, head?.Cause), (0, null, null), "head after completion");
        }),
        new("head-10", "a waiting without due time, dependency and wake-up stays", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through));
            Same(await c.HeadAsync("1", now: 1_000_000), null, "head");
            await c.AppendAsync("1", "d2", at: 50);
            await c.StateAsync("1", SubjectState.Ready);
        }),
        new("head-11", "keeping changes nothing of the head, but title and timeline are written", async c =>
        {
            await c.AppendAsync("1", "d1", at: 1);
            var before = await c.HeadAsync("1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep) with { Title = "#1001", Timeline = [new NewTimelineEntry("planned", "1 effect")] });
            Same(await c.HeadAsync("1"), before, "head");
            Same((await c.SummaryAsync("1"))?.Title, "#1001", "title");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep));
            Same((await c.SummaryAsync("1"))?.Title, "#1001", "title after a commit without one");
        }),
        new("head-12", "signals that follow from the work are accepted in the same step, with deduplication", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.AppendAsync("2", "x");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Complete, through) with { Signals = [Signal("2", "x"), Signal("3", "y", at: 10)] });
            Same((await c.HeadAsync("3"))?.DueAt, At(10), "due time of the subject signalled");
            await c.CountsAsync(unchanged: 1, waiting: 2);
        }),
        new("head-13", "a commit that contradicts itself is refused", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            var good = c.Commit("1", SubjectTransition.Complete, through);
            await ThrowsAsync<ArgumentException>(() => c.Store.CommitAsync([good, good], c.Cancellation).AsTask());
            await ThrowsAsync<ArgumentException>(() => c.CommitAsync(good with { Outcome = SignalOutcome.Waiting }));
            await ThrowsAsync<ArgumentException>(() => c.CommitAsync(good with { Transition = SubjectTransition.Park, Case = null }));
            var foreign = c.Lanes.First(grant => grant.Lane != good.Lane.Lane);
            await ThrowsAsync<ArgumentException>(() => c.CommitAsync(good with { Lane = foreign }));
            await c.CountsAsync(waiting: 1);
        }),
    ];
}
