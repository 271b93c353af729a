using System.Diagnostics;
using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

/// <summary>Several owners on one store. The context's own owner holds all lanes when a check begins and stays one of them.</summary>
internal static class SharingChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("share-01", "owners that join get fair shares, and no lane has two owners", async c =>
        {
            await c.Host.ReleaseLanesAsync();
            await using var first = await StoreOwner.JoinAsync(c, "first");
            await StoreOwner.UntilAsync(() => first.Lanes.Count == c.Store.LaneCount, "the first owner has all lanes");
            await using var second = await StoreOwner.JoinAsync(c, "second");
            await using var third = await StoreOwner.JoinAsync(c, "third");
            StoreOwner[] owners = [first, second, third];
            await SharedAsync(c, owners);
            SameItems(owners.SelectMany(owner => owner.Lanes).Select(grant => grant.Lane).Order(), Enumerable.Range(0, c.Store.LaneCount), "lanes of all owners");
        })
        { NeedsSeveralOwners = true },
        new("share-02", "a lane that moves has a higher epoch, and its former owner changes nothing any more", async c =>
        {
            var before = c.Lanes.ToDictionary(grant => grant.Lane, grant => grant.Epoch);
            await c.Host.ReleaseLanesAsync();
            await using var first = await StoreOwner.JoinAsync(c, "first");
            await StoreOwner.UntilAsync(() => first.Lanes.Count == c.Store.LaneCount, "the first owner has all lanes");
            True(first.Lanes.All(grant => grant.Epoch > before[grant.Lane]), "every epoch grows");
            var (id, through) = ("1", await c.AppendAsync("1", "d1"));
            Same(await c.CommitAsync(c.Commit(id, SubjectTransition.Complete, through)), CommitOutcome.Fenced, "commit of the former owner");
            var lane = LaneHash.Of(Key(id), c.Store.LaneCount);
            var mine = c.Commit(id, SubjectTransition.Complete, through) with { Lane = first.Lanes.Single(grant => grant.Lane == lane) };
            Same((await first.Store.CommitAsync([mine], c.Cancellation))[0], CommitOutcome.Committed, "commit of the owner");
            await c.CountsAsync(unchanged: 1);
        })
        { NeedsSeveralOwners = true },
        new("share-03", "an owner that leaves hands its lanes over at once", async c =>
        {
            await c.Host.ReleaseLanesAsync();
            await using var staying = await StoreOwner.JoinAsync(c, "staying");
            var leaving = await StoreOwner.JoinAsync(c, "leaving");
            await SharedAsync(c, [staying, leaving]);
            var started = Stopwatch.GetTimestamp();
            await leaving.DisposeAsync();
            await StoreOwner.UntilAsync(() => staying.Lanes.Count == c.Store.LaneCount, "the other has all lanes");
            True(Stopwatch.GetElapsedTime(started) < c.Host.LeaseTime + TimeSpan.FromSeconds(5), "nobody waits for much more than a lease");
        })
        { NeedsSeveralOwners = true },
        new("share-04", "a killed owner's lanes are taken after its lease, under higher epochs, and what it was sending is probed", async c =>
        {
            await c.Host.ReleaseLanesAsync();
            await using var killed = await StoreOwner.JoinAsync(c, "killed");
            await StoreOwner.UntilAsync(() => killed.Lanes.Count == c.Store.LaneCount, "the first owner has all lanes");
            var old = killed.Lanes;
            var lane = LaneHash.Of(Key("1"), c.Store.LaneCount);
            var through = await c.AppendAsync("1", "d1");
            var planned = c.Commit("1", SubjectTransition.Dispatch, through) with { Lane = old.Single(grant => grant.Lane == lane), Effects = [Effect("k1")] };
            await killed.Store.CommitAsync([planned], c.Cancellation);
            var sent = (await killed.Store.ClaimEffectsAsync(new EffectQuery("erp", "document", old, At(20), 9), c.Cancellation)).Single();
            await killed.KillAsync();
            await using var heir = await StoreOwner.JoinAsync(c, "heir");
            await StoreOwner.UntilAsync(() => heir.Lanes.Count == c.Store.LaneCount, "the heir has all lanes");
            True(heir.Lanes.All(grant => grant.Epoch > old.Single(former => former.Lane == grant.Lane).Epoch), "every epoch grows");
            Same(await heir.Store.RecoverEffectsAsync(heir.Lanes, (_, _) => TimeSpan.Zero, c.Cancellation), 1, "effects recovered");
            var probed = (await heir.Store.ClaimEffectsAsync(new EffectQuery("erp", "document", heir.Lanes, At(99), 9), c.Cancellation)).Single();
            Same((probed.Effect.Key.Value, probed.Probe), ("k1", true), "effect to probe");
            Same(await ReportAsync(c, killed.Store, sent), CommitOutcome.Fenced, "late result of the killed owner");
            Same(await ReportAsync(c, heir.Store, probed), CommitOutcome.Committed, "result of the heir");
            await c.CountsAsync(applied: 1);
        })
        { NeedsSeveralOwners = true },
        new("share-05", "stores side by side number the signals of one subject in order and accept a delivery once", async c =>
        {
            await using var other = await c.Host.OpenAnotherAsync(c.Cancellation);
            ISyncStore[] stores = [c.Store, other, c.Store, other];
            var perWriter = await Task.WhenAll(stores.Select((store, writer) => Task.Run(async () =>
            {
                var sequences = new List<long>();
                for (var n = 0; n < 40; n++)
                {
                    sequences.Add((await store.AppendAsync([Signal("shared", $"{writer}-{n}")], null, c.Cancellation))[0].Sequence);
                    await store.AppendAsync([Signal($"new-{n}", "same"), Signal($"new-{n}", $"{writer}")], null, c.Cancellation);
                }

                return sequences;
            })));
            foreach (var sequences in perWriter)
            {
                SameItems(sequences, sequences.Order(), "sequences one writer got for the shared subject");
            }

            Same(perWriter.SelectMany(sequences => sequences).Distinct().Count(), 160, "different sequences of the shared subject");
            Same((await c.HeadAsync("shared"))?.ThroughSequence, perWriter.SelectMany(sequences => sequences).Max(), "newest sequence of the shared subject");
            await c.CountsAsync(waiting: 160 + (40 * 5));
        })
        { NeedsSeveralOwners = true },
        new("share-06", "whoever begins to wait for a link and whoever writes it never miss each other", async c =>
        {
            await using var other = await c.Host.OpenAnotherAsync(c.Cancellation);
            for (var n = 0; n < 40; n++)
            {
                var through = await c.AppendAsync($"refund-{n}", "d1");
                var waiting = c.Commit($"refund-{n}", SubjectTransition.Wait, through) with { DependsOn = Link.AddressOf(Key($"order-{n}"), "document/Order") };
                var writing = c.Commit($"order-{n}", SubjectTransition.Keep) with { Links = [LinkTo($"order-{n}", "document/Order", $"so-{n}")] };
                await Task.WhenAll(
                    Task.Run(async () => await c.Store.CommitAsync([waiting], c.Cancellation)), Task.Run(async () => await other.CommitAsync([writing], c.Cancellation)));
                await c.StateAsync($"refund-{n}", SubjectState.Ready);
            }
        })
        { NeedsSeveralOwners = true },
        new("share-07", "counts hold at every instant while stores side by side work", async c =>
        {
            await using var other = await c.Host.OpenAnotherAsync(c.Cancellation);
            using var done = new CancellationTokenSource();
            var watching = Task.Run(async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await c.CountAsync();
                }
            });
            await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
            {
                var store = writer % 2 == 0 ? c.Store : other;
                for (var n = 0; n < 25; n++)
                {
                    var through = (await store.AppendAsync([Signal($"{writer}", $"{n}")], null, c.Cancellation))[0].Sequence;
                    await store.CommitAsync([c.Commit($"{writer}", SubjectTransition.Complete, through)], c.Cancellation);
                }
            })));
            await done.CancelAsync();
            await watching;
            await c.CountsAsync(unchanged: 100);
        })
        { NeedsSeveralOwners = true },
    ];

    private static async Task<CommitOutcome> ReportAsync(StoreContext c, ISyncStore store, ClaimedEffect effect)
    {
        var commit = new SubjectCommit { Subject = effect.Subject, Lane = effect.Lane, EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Applied)], At = At(120) };
        return (await store.CommitAsync([commit], c.Cancellation))[0];
    }

    private static Task SharedAsync(StoreContext c, IReadOnlyList<StoreOwner> owners) => StoreOwner.UntilAsync(
        () =>
        {
            var counts = owners.Select(owner => owner.Lanes.Count).ToList();
            return counts.Sum() == c.Store.LaneCount && counts.Max() - counts.Min() <= 1;
        },
        "every owner has its share");
}
