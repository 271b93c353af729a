using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class DependencyChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("depend-01", "a link wakes who waits for it, due at once", async c =>
        {
            await WaitAsync(c, "refund", "order");
            await c.CommitAsync(c.Commit("order", SubjectTransition.Keep, at: 30) with { Links = [LinkTo("order", "document/Order", "so-1")] });
            var head = await c.HeadAsync("refund", now: 30);
            Same((head?.DueAt, head?.Cause), (At(30), "needs-order"), "head that was woken");
        }),
        new("depend-02", "waiting for a link that exists already is ready at once", async c =>
        {
            await c.CommitAsync(c.Commit("order", SubjectTransition.Keep, at: 5) with { Links = [LinkTo("order", "document/Order", "so-1")] });
            await WaitAsync(c, "refund", "order");
            Same((await c.HeadAsync("refund", now: 10))?.DueAt, At(10), "due time");
        }),
        new("depend-03", "both orders within one call wake", async c =>
        {
            await c.AppendAsync("a", "d");
            await c.AppendAsync("b", "d");
            var link = c.Commit("order", SubjectTransition.Keep) with { Links = [LinkTo("order", "document/Order", "so-1")] };
            await c.Store.CommitAsync([Waiting(c, "a", "order", 1), link, Waiting(c, "b", "order", 2)], c.Cancellation);
            await c.StateAsync("a", SubjectState.Ready);
            await c.StateAsync("b", SubjectState.Ready);
        }),
        new("depend-04", "another link does not wake, and a signal does", async c =>
        {
            await WaitAsync(c, "refund", "order");
            await c.CommitAsync(c.Commit("order", SubjectTransition.Keep) with { Links = [LinkTo("order", "document/Refund/1", "cm-1")] });
            Same(await c.HeadAsync("refund", now: 999), null, "head after another link");
            await c.AppendAsync("refund", "d2", at: 40);
            await c.StateAsync("refund", SubjectState.Ready);
        }),
        new("depend-05", "a waiting for a link ends at its due time too", async c =>
        {
            var through = await c.AppendAsync("refund", "d1");
            await c.CommitAsync(Waiting(c, "refund", "order", through) with { DueAt = At(70) });
            Same((await c.HeadAsync("refund", now: 70))?.Subject, Key("refund"), "head when due");
        }),
        new("depend-06", "a link reported with an effect wakes as well, and many can wait for one", async c =>
        {
            for (var n = 0; n < 5; n++)
            {
                await WaitAsync(c, $"r{n}", "order");
            }

            await c.DispatchAsync("order", await c.AppendAsync("order", "d1"), Effect("k1", link: "document/Order"));
            await c.ReportAsync((await c.ClaimAsync()).Single(), EffectState.Applied, at: 20, LinkTo("order", "document/Order", "so-1"));
            Same((await c.HeadsAsync()).Count, 5, "heads that were woken");
        }),
        new("depend-07", "a subject that moved on is not woken by what it waited for before", async c =>
        {
            var through = await WaitAsync(c, "refund", "order");
            await c.CompleteAsync("refund", through);
            await c.CommitAsync(c.Commit("order", SubjectTransition.Keep) with { Links = [LinkTo("order", "document/Order", "so-1")] });
            await c.StateAsync("refund", SubjectState.Idle);
        }),
    ];

    private static SubjectCommit Waiting(StoreContext c, string id, string on, long through) => c.Commit(id, SubjectTransition.Wait, through) with
    {
        DependsOn = Link.AddressOf(Key(on), "document/Order"),
        Cause = "needs-order",
        Deadline = At(9_000),
    };

    private static async Task<long> WaitAsync(StoreContext c, string id, string on)
    {
        var through = await c.AppendAsync(id, "d1");
        await c.CommitAsync(Waiting(c, id, on, through));
        return through;
    }
}
