using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class QueryChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("query-01", "links are read by subject and replaced by address", async c =>
        {
            var first = LinkTo("1", "document/Order", "so-1", "S-1");
            var other = LinkTo("1", "document/Refund/1", "cm-1") with { Memo = null, At = At(3) };
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep) with { Links = [first, other] });
            await c.CommitAsync(c.Commit("2", SubjectTransition.Keep) with { Links = [LinkTo("2", "document/Order", "so-2")] });
            SameItems(await c.Store.ReadLinksAsync([Key("1"), Key("3")], c.Cancellation), [first, other], "links");
            var replaced = first with { Ref = new("so-9", "v2", "S-9"), Memo = "{\"x\":2}", At = At(9) };
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep) with { Links = [replaced] });
            SameItems(await c.Store.ReadLinksAsync([Key("1"), Key("1")], c.Cancellation), [replaced, other], "links after a replacement");
            Same((await c.Store.FindLinksByTargetAsync("erp", "document", ["so-1"], c.Cancellation)).Count, 0, "links to the former target");
            Same((await c.Store.FindLinksByNumberAsync("erp", "document", ["S-1"], c.Cancellation)).Count, 0, "links with the former number");
        }),
        new("query-02", "links are found by beginnings of target ids, compared ordinally", async c =>
        {
            string[] ids = ["so-1/line-1", "so-1/line-2", "so-10", "SO-1", "so-%", "so_1", "ü-1", "so-1\uffff"];
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep) with { Links = [.. ids.Select(id => LinkTo("1", id, id))] });
            await SeeAsync(["so-1"], "so-1/line-1", "so-1/line-2", "so-10", "so-1\uffff");
            await SeeAsync(["so-1/", "so-1/line-1"], "so-1/line-1", "so-1/line-2");
            await SeeAsync(["so-%", "ü"], "so-%", "ü-1");
            await SeeAsync(["so-2"]);
            Same((await c.Store.FindLinksByTargetAsync("erp", "customer", ["so"], c.Cancellation)).Count, 0, "links of another entity");
            Same((await c.Store.FindLinksByTargetAsync("crm", "document", ["so"], c.Cancellation)).Count, 0, "links of another connection");
            await ThrowsAsync<ArgumentException>(() => c.Store.FindLinksByTargetAsync("erp", "document", [""], c.Cancellation).AsTask());

            async Task SeeAsync(string[] prefixes, params string[] found) => SameItems(
                (await c.Store.FindLinksByTargetAsync("erp", "document", prefixes, c.Cancellation)).Select(link => link.Ref.Id), found, $"ids found by {prefixes[0]}");
        }),
        new("query-03", "links are found by the exact number people see", async c =>
        {
            await c.CommitAsync(c.Commit("1", SubjectTransition.Keep) with
            {
                Links = [LinkTo("1", "a", "x", "S-1"), LinkTo("1", "b", "y", "S-10"), LinkTo("1", "c", "z", "s-1"), LinkTo("1", "d", "S-1")],
            });
            SameItems((await c.Store.FindLinksByNumberAsync("erp", "document", ["S-1", "S-2"], c.Cancellation)).Select(link => link.Name), ["a"], "links");
        }),
        new("query-04", "the timeline joins signals, effects and steps, oldest first", async c =>
        {
            var through = await c.AppendAsync("1", "d1", at: 1);
            await c.CommitAsync(c.Commit("1", SubjectTransition.Dispatch, through, at: 2) with
            {
                Effects = [Effect("k1")], Timeline = [new NewTimelineEntry("planned", "1 effect")],
            });
            await c.ReportAsync((await c.ClaimAsync(now: 3)).Single(), EffectState.Applied, at: 4);
            var timeline = await c.Store.ReadTimelineAsync(Key("1"), 100, c.Cancellation);
            SameItems(timeline.Select(entry => (entry.Code, entry.At)), [("signal", At(1)), ("planned", At(2)), ("effect-applied", At(4))], "timeline");
            True(timeline[0].Text.Contains("applied", StringComparison.Ordinal), "a signal's entry says how it ended");
            Same((await c.Store.ReadTimelineAsync(Key("2"), 100, c.Cancellation)).Count, 0, "entries of an unknown subject");
        }),
        new("query-05", "of a long timeline the newest entries win", async c =>
        {
            for (var n = 0; n < 10; n++)
            {
                await c.CommitAsync(c.Commit("1", SubjectTransition.Keep, at: n) with { Timeline = [new NewTimelineEntry("step", $"{n}")] });
            }

            SameItems((await c.Store.ReadTimelineAsync(Key("1"), 3, c.Cancellation)).Select(entry => entry.Text), ["7", "8", "9"], "timeline");
        }),
        new("query-06", "subjects are found by parts of id and title in any case, without wildcards", async c =>
        {
            await c.AppendAsync("gid/Order/1001", "d1", at: 1);
            await c.AppendAsync("gid/Order/2002", "d1", at: 2);
            await c.AppendAsync("100%_sure", "d1", at: 3);
            await c.CommitAsync(c.Commit("gid/Order/2002", SubjectTransition.Keep, at: 4) with { Title = "#Größe-77" });
            await SeeAsync(new SubjectQuery("order/1"), "gid/Order/1001");
            await SeeAsync(new SubjectQuery("GRÖSSE-77".Replace("SS", "ß", StringComparison.Ordinal)), "gid/Order/2002");
            await SeeAsync(new SubjectQuery("%"), "100%_sure");
            await SeeAsync(new SubjectQuery("1_0"));
            await SeeAsync(new SubjectQuery(), "gid/Order/2002", "100%_sure", "gid/Order/1001");
            await SeeAsync(new SubjectQuery(Limit: 1), "gid/Order/2002");
            await SeeAsync(new SubjectQuery(Flow: "other"));

            async Task SeeAsync(SubjectQuery query, params string[] ids) =>
                SameItems((await c.Store.SearchAsync(query, c.Cancellation)).Select(found => found.Subject.Id), ids, $"subjects for {query}");
        }),
        new("query-07", "subjects are found by state, with everything operators see", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await c.AppendAsync("2", "d1");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through, at: 11) with
            {
                DueAt = At(60), Attempt = 2, Deadline = At(600), Cause = "throttled", Title = "#1001",
            });
            var found = await c.Store.SearchAsync(new SubjectQuery(State: SubjectState.Waiting), c.Cancellation);
            SameItems(found, [new SubjectSummary(Key("1"), "#1001", SubjectState.Waiting, "throttled", At(60), At(600), 2, At(11))], "summaries");
        }),
        new("query-08", "limits outside their bounds are refused", async c =>
        {
            foreach (var limit in new[] { 0, -1, 1001 })
            {
                await ThrowsAsync<ArgumentOutOfRangeException>(() => c.Store.SearchAsync(new SubjectQuery(Limit: limit), c.Cancellation).AsTask());
                await ThrowsAsync<ArgumentOutOfRangeException>(() => c.Store.ReadCasesAsync(new CaseQuery(Limit: limit), c.Cancellation).AsTask());
                await ThrowsAsync<ArgumentOutOfRangeException>(() => c.Store.ReadTimelineAsync(Key("1"), limit, c.Cancellation).AsTask());
            }
        }),
        new("query-09", "instants keep at least a microsecond and are the same in any offset", async c =>
        {
            var at = new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345_670);
            await c.Store.AppendAsync([new NewSignal(Key("1"), "s", "d", at, at)], null, c.Cancellation);
            Same((await c.HeadAsync("1"))?.DueAt, at, "due time");
        }),
    ];
}
