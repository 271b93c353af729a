using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class OwnershipChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("owner-01", "every new owner gets every lane once, under a higher epoch", async c =>
        {
            var before = c.Lanes;
            await c.TakeOverAsync();
            SameItems(c.Lanes.Select(grant => grant.Lane).Order(), Enumerable.Range(0, c.Store.LaneCount), "lanes");
            True(before.All(old => old.Epoch > 0 && c.Lanes.Single(grant => grant.Lane == old.Lane).Epoch > old.Epoch), "every epoch grows");
        }),
        new("owner-02", "a commit under an old epoch changes nothing at all", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            var late = c.Commit("1", SubjectTransition.Dispatch, through) with
            {
                Effects = [Effect("k1")], Links = [LinkTo("1", "document/Order", "so-1")], Timeline = [new NewTimelineEntry("planned", "x")],
                Signals = [Signal("2", "d1")], Title = "late",
            };
            await c.TakeOverAsync();
            Same(await c.CommitAsync(late), CommitOutcome.Fenced, "outcome under an old epoch");
            await c.StateAsync("1", SubjectState.Ready);
            Same((await c.Store.ReadLinksAsync([Key("1")], c.Cancellation)).Count, 0, "links of a fenced commit");
            Same((await c.Store.ReadTimelineAsync(Key("1"), 10, c.Cancellation)).Count, 1, "entries after a fenced commit");
            await c.CountsAsync(waiting: 1);
        }),
        new("owner-03", "in one call each commit is fenced for itself", async c =>
        {
            var old = c.Commit("1", SubjectTransition.Complete, await c.AppendAsync("1", "d1"));
            var through = await c.AppendAsync("2", "d1");
            await c.TakeOverAsync();
            var outcomes = await c.Store.CommitAsync([old, c.Commit("2", SubjectTransition.Complete, through)], c.Cancellation);
            SameItems(outcomes, [CommitOutcome.Fenced, CommitOutcome.Committed], "outcomes");
            await c.CountsAsync(waiting: 1, unchanged: 1);
        }),
        new("owner-04", "nothing is claimed or recovered under an old, unknown or missing epoch", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            var old = c.Lanes;
            await c.TakeOverAsync();
            IReadOnlyList<LaneGrant> future = [.. c.Lanes.Select(grant => grant with { Epoch = grant.Epoch + 1 })];
            foreach (var lanes in new[] { old, future, [new LaneGrant(-1, 1), new LaneGrant(c.Store.LaneCount, 1)], [] })
            {
                Same((await c.Store.ClaimEffectsAsync(new EffectQuery("erp", "document", lanes, At(99), 9), c.Cancellation)).Count, 0, "effects claimed");
            }

            Same((await c.ClaimAsync()).Count, 1, "effects claimed by the owner");
            Same(await c.Store.RecoverEffectsAsync(old, (_, _) => TimeSpan.Zero, c.Cancellation), 0, "effects recovered under an old epoch");
        }),
        new("owner-05", "what a former owner was sending is probed by the next, after the time its target needs", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            await c.DispatchAsync("2", await c.AppendAsync("2", "d1"), Effect("k2", entity: "customer"));
            await c.ClaimAsync(now: 100);
            await c.ClaimAsync(now: 100, entity: "customer");
            await c.TakeOverAsync();
            var recovered = await c.Store.RecoverEffectsAsync(
                c.Lanes, (connection, entity) => TimeSpan.FromSeconds(connection == "erp" && entity == "document" ? 30 : 5), c.Cancellation);
            Same(recovered, 2, "effects recovered");
            Same((await c.ClaimAsync(now: 129)).Count, 0, "effects claimed before the probing time");
            Same((await c.ClaimAsync(now: 105, entity: "customer")).Count, 1, "effects claimed of the quicker target");
            var probed = (await c.ClaimAsync(now: 130)).Single();
            True(probed.Probe && probed.Attempt == 0, "a recovered effect is probed and no attempt is counted");
        }),
        new("owner-06", "an owner's own sendings are not recovered", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            await c.ClaimAsync();
            Same(await c.Store.RecoverEffectsAsync(c.Lanes, (_, _) => TimeSpan.Zero, c.Cancellation), 0, "effects recovered");
        }),
        new("owner-08", "an owner takes up its own sendings when it asks for it", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            await c.ClaimAsync(now: 100);
            Same(await c.Store.RetakeEffectsAsync(c.Lanes, (_, _) => TimeSpan.FromSeconds(5), c.Cancellation), 1, "effects taken up");
            Same((await c.ClaimAsync(now: 104)).Count, 0, "effects claimed before the probing time");
            True((await c.ClaimAsync(now: 105)).Single().Probe, "an effect that was taken up is probed");
        }),
        new("owner-07", "the result of a sending under an old epoch is fenced; the probe's counts", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            var late = (await c.ClaimAsync()).Single();
            await c.TakeOverAsync();
            await c.Store.RecoverEffectsAsync(c.Lanes, (_, _) => TimeSpan.Zero, c.Cancellation);
            var probed = (await c.ClaimAsync(now: 2_000)).Single();
            Same(await c.ReportAsync(late, EffectState.Failed), CommitOutcome.Fenced, "late result");
            Same(await c.ReportAsync(probed, EffectState.Applied), CommitOutcome.Committed, "result of the probe");
            await c.CountsAsync(applied: 1);
        }),
    ];
}
