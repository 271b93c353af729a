using ErpSync.Connectors;
using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class EffectChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("effect-01", "a planned effect is claimed as it was stored, once", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            var planned = Effect("k1", link: "document/Order") with { Target = new RecordRef("t", "v", "n"), LinkMemo = "{\"a\":1}", Kind = WriteKind.Update };
            await c.DispatchAsync("1", through, planned);
            await c.StateAsync("1", SubjectState.Dispatching);
            var claimed = (await c.ClaimAsync()).Single();
            Same(claimed.Effect with { Payload = default }, planned with { Payload = default }, "effect");
            SameItems(claimed.Effect.Payload.ToArray(), planned.Payload.ToArray(), "payload");
            Same((claimed.Subject, claimed.Lane, claimed.Attempt, claimed.Probe, claimed.CreatedAt), (Key("1"), c.GrantOf(Key("1")), 0, false, At(10)), "claim");
            Same((await c.ClaimAsync()).Count, 0, "effects claimed a second time");
            await c.CountsAsync(waiting: 1, effects: 1);
        }),
        new("effect-02", "the last applied effect completes the subject through the planned sequence", async c =>
        {
            await c.AppendAsync("1", "d0");
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"));
            await c.ReportAsync((await c.ClaimAsync()).Single(), EffectState.Applied);
            await c.StateAsync("1", SubjectState.Idle);
            await c.CountsAsync(applied: 1, superseded: 1);
        }),
        new("effect-03", "effects that changed nothing complete the subject as unchanged; one applied is enough for applied", async c =>
        {
            foreach (var (id, first, last) in new[]
            {
                ("1", EffectState.Unchanged, EffectState.Unchanged), ("2", EffectState.Applied, EffectState.Unchanged), ("3", EffectState.Unchanged, EffectState.Applied),
            })
            {
                var through = await c.AppendAsync(id, "d1");
                await c.DispatchAsync(id, through, Effect("a" + id), Effect("b" + id));
                await c.ReportAsync((await c.ClaimAsync()).Single(), first);
                await c.StateAsync(id, SubjectState.Dispatching);
                await c.ReportAsync((await c.ClaimAsync()).Single(), last);
                await c.StateAsync(id, SubjectState.Idle);
            }

            await c.CountsAsync(applied: 2, unchanged: 1);
        }),
        new("effect-04", "effects of one subject go one after the other, over all targets", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1", entity: "customer"), Effect("k2"), Effect("k3"));
            Same((await c.ClaimAsync()).Count, 0, "effects claimed before the first is done");
            var first = (await c.ClaimAsync(entity: "customer")).Single();
            Same((await c.ClaimAsync()).Count, 0, "effects claimed while the first is sent");
            await c.ReportAsync(first, EffectState.Applied);
            Same((await c.ClaimAsync()).Single().Effect.Key.Value, "k2", "next effect");
        }),
        new("effect-05", "claims are ordered by id, bounded, and take the longest due first", async c =>
        {
            for (var n = 0; n < 6; n++)
            {
                var through = await c.AppendAsync($"{n}", "d1");
                await c.CommitAsync(c.Commit($"{n}", SubjectTransition.Dispatch, through, at: 100 - n) with { Effects = [Effect($"k{n}")] });
            }

            SameItems((await c.ClaimAsync(limit: 3)).Select(effect => effect.Effect.Key.Value), ["k3", "k4", "k5"], "first claim");
            SameItems((await c.ClaimAsync(limit: 9)).Select(effect => effect.Effect.Key.Value), ["k0", "k1", "k2"], "second claim");
        }),
        new("effect-06", "an effect to be sent again is claimed when due, with attempt and probe", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"));
            var claimed = (await c.ClaimAsync()).Single();
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep) with
            {
                EffectUpdates = [new EffectUpdate(claimed.Id, EffectState.Ready, Attempt: 2, DueAt: At(200), Probe: true, Code: "timeout")],
            });
            Same((await c.ClaimAsync(now: 199)).Count, 0, "effects claimed before due");
            var again = (await c.ClaimAsync(now: 200)).Single();
            Same((again.Id, again.Attempt, again.Probe, again.CreatedAt), (claimed.Id, 2, true, claimed.CreatedAt), "effect claimed again");
            await c.CountsAsync(waiting: 1, effects: 1);
        }),
        new("effect-07", "a failed effect with its subject parked drops the rest and puts the signal in front of a person", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"), Effect("k2"));
            var claimed = (await c.ClaimAsync()).Single();
            await c.CommitAsync(c.Commit("1", SubjectTransition.Park) with
            {
                DropEffects = true, EffectUpdates = [new EffectUpdate(claimed.Id, EffectState.Failed, Code: "rejected")],
            });
            await c.StateAsync("1", SubjectState.Parked);
            Same((await c.ClaimAsync()).Count, 0, "effects claimed of a parked subject");
            await c.CountsAsync(cased: 1, cases: 1);
        }),
        new("effect-08", "an effect in flight is never dropped silently", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"), Effect("k2"));
            await c.ClaimAsync();
            await ThrowsAsync<InvalidOperationException>(() =>
                c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DropEffects = true, Title = "changed" }));
            Same((await c.SummaryAsync("1"))?.Title, null, "title after a refused commit");
            await c.CountsAsync(waiting: 1, effects: 2);
        }),
        new("effect-09", "an outcome for an unknown or finished effect is refused; the same outcome again is not", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"));
            var claimed = (await c.ClaimAsync()).Single();
            await ThrowsAsync<InvalidOperationException>(() => c.ReportAsync(claimed with { Id = claimed.Id + 100 }, EffectState.Applied));
            await c.ReportAsync(claimed, EffectState.Applied);
            await c.ReportAsync(claimed, EffectState.Applied);
            await ThrowsAsync<InvalidOperationException>(() => c.ReportAsync(claimed, EffectState.Failed));
            await c.CountsAsync(applied: 1);
        }),
        new("effect-10", "a new plan after a failure starts afresh", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"), Effect("k2"));
            var applied = (await c.ClaimAsync()).Single();
            await c.ReportAsync(applied, EffectState.Applied);
            var failed = (await c.ClaimAsync()).Single();
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait) with
            {
                DropEffects = true, DueAt = At(50), EffectUpdates = [new EffectUpdate(failed.Id, EffectState.Failed)],
            });
            await c.StateAsync("1", SubjectState.Waiting);
            await c.DispatchAsync("1", through, Effect("k2"));
            await c.ReportAsync((await c.ClaimAsync()).Single(), EffectState.Unchanged);
            await c.StateAsync("1", SubjectState.Idle);
            await c.CountsAsync(unchanged: 1);
        }),
        new("effect-11", "a signal during dispatch waits for it and makes the subject ready afterwards", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.DispatchAsync("1", through, Effect("k1"));
            await c.AppendAsync("1", "d2", at: 15);
            Same(await c.HeadAsync("1"), null, "head while its effects are written");
            await c.ReportAsync((await c.ClaimAsync()).Single(), EffectState.Applied);
            await c.StateAsync("1", SubjectState.Ready);
            await c.CountsAsync(applied: 1, waiting: 1);
        }),
        new("effect-12", "a plan without effects completes at once as unchanged", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"));
            await c.StateAsync("1", SubjectState.Idle);
            await c.CountsAsync(unchanged: 1);
        }),
        new("effect-13", "only the connection, entity and lanes asked for are claimed", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            Same((await c.ClaimAsync(connection: "crm")).Count, 0, "effects for another connection");
            Same((await c.ClaimAsync(entity: "stock")).Count, 0, "effects for another entity");
            var others = c.Lanes.Where(grant => grant != c.GrantOf(Key("1"))).ToList();
            var query = new EffectQuery("erp", "document", others, At(99), 10);
            Same((await c.Store.ClaimEffectsAsync(query, c.Cancellation)).Count, 0, "effects of other lanes");
        }),
        new("effect-14", "an empty payload stays empty", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1") with { Payload = default });
            Same((await c.ClaimAsync()).Single().Effect.Payload.Length, 0, "length of the payload");
        }),
        new("effect-15", "a first effect that a commit asks for is handed over or can be claimed, never both", async c =>
        {
            for (var n = 0; n < 4; n++)
            {
                var wanted = c.Commit($"{n}", SubjectTransition.Dispatch, await c.AppendAsync($"{n}", "d1"));
                var result = await c.Store.CommitAndTakeAsync([wanted with { Effects = [Effect($"a{n}"), Effect($"b{n}")], TakesFirst = n % 2 == 0 }], c.Cancellation);
                SameItems(result.Outcomes, [CommitOutcome.Committed], "outcomes");
                True(result.Taken.Count <= 1 - (n % 2), "only what was asked for is taken");
                var first = result.Taken.Concat(await c.ClaimAsync()).Single();
                Same((first.Effect.Key.Value, first.Subject, first.Lane), ($"a{n}", Key($"{n}"), c.GrantOf(Key($"{n}"))), "effect to be sent");
                Same((first.Attempt, first.Probe, first.CreatedAt), (0, false, At(10)), "attempt, probe and creation");
                await c.ReportAsync(first, EffectState.Applied);
                Same((await c.ClaimAsync()).Single().Effect.Key.Value, $"b{n}", "effect after it");
            }

            await c.CountsAsync(waiting: 4, effects: 4);
        }),
        new("effect-16", "an effect that was handed over is probed by the next owner, and can be given back by this one", async c =>
        {
            foreach (var id in new[] { "1", "2" })
            {
                var commit = c.Commit(id, SubjectTransition.Dispatch, await c.AppendAsync(id, "d1")) with { Effects = [Effect("k" + id)], TakesFirst = true };
                var taken = (await c.Store.CommitAndTakeAsync([commit], c.Cancellation)).Taken.Concat(await c.ClaimAsync()).Single();
                if (id == "1")
                {
                    await c.CommitAsync(c.Commit(id, SubjectTransition.Keep) with { EffectUpdates = [new EffectUpdate(taken.Id, EffectState.Ready, 0, At(11))] });
                    Same((await c.ClaimAsync()).Single().Probe, false, "probe of the effect that was given back");
                }
            }

            await c.TakeOverAsync();
            Same(await c.Store.RecoverEffectsAsync(c.Lanes, (_, _) => TimeSpan.Zero, c.Cancellation), 2, "effects recovered");
            SameItems((await c.ClaimAsync()).Select(effect => (effect.Effect.Key.Value, effect.Probe)), [("k1", true), ("k2", true)], "effects of the next owner");
        }),
        new("effect-17", "nothing is handed over under a stale epoch, nor while an effect of the subject stands before", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            var stale = c.Commit("1", SubjectTransition.Dispatch, through) with { Effects = [Effect("k1")], TakesFirst = true };
            await c.TakeOverAsync();
            var fenced = await c.Store.CommitAndTakeAsync([stale], c.Cancellation);
            Same((fenced.Outcomes[0], fenced.Taken.Count), (CommitOutcome.Fenced, 0), "outcome and effects under a stale epoch");
            await c.DispatchAsync("1", through, Effect("k2"));
            var behind = c.Commit("1", SubjectTransition.Dispatch, through) with { Effects = [Effect("k3")], TakesFirst = true };
            Same((await c.Store.CommitAndTakeAsync([behind], c.Cancellation)).Taken.Count, 0, "effects taken behind another");
            Same((await c.ClaimAsync()).Single().Effect.Key.Value, "k2", "effect to be sent first");
        }),
    ];
}
