using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class CaseChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("case-01", "parking opens a case and puts the newest signal in it", async c =>
        {
            await c.AppendAsync("1", "d1");
            await ParkAsync(c, "1", await c.AppendAsync("1", "d2"));
            var open = (await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Single();
            Same(open.Report, Report("1", at: 10), "report");
            Same((open.State, open.Count, open.OpenedAt, open.ClosedAt), (CaseState.Open, 1, At(10), null), "case");
            await c.StateAsync("1", SubjectState.Parked);
            Same(await c.HeadAsync("1"), null, "head of a parked subject");
            await c.CountsAsync(superseded: 1, cased: 1, cases: 1);
        }),
        new("case-02", "parking again under the same key replaces the report and counts", async c =>
        {
            await ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            await ParkAsync(c, "1", await c.AppendAsync("1", "d2", at: 20), "CUSTOMER-BLOCKED", at: 30);
            var open = (await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Single();
            Same((open.Report.Code, open.Count, open.OpenedAt), ("CUSTOMER-BLOCKED", 2, At(10)), "case");
            await c.CountsAsync(superseded: 1, cased: 1, cases: 1);
        }),
        new("case-03", "a signal makes a parked subject ready, at once or later, while its case stays open", async c =>
        {
            await ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            await c.AppendAsync("1", "d2", at: 20);
            await c.StateAsync("1", SubjectState.Ready);
            var through = await c.AppendAsync("2", "d1");
            await c.AppendAsync("2", "d2");
            await ParkAsync(c, "2", through);
            await c.StateAsync("2", SubjectState.Ready);
            await c.CountsAsync(waiting: 2, cased: 2, cases: 2);
        }),
        new("case-04", "completing settles the case by itself and supersedes the signal in it", async c =>
        {
            await ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            await c.CompleteAsync("1", await c.AppendAsync("1", "d2"), at: 40);
            Same((await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Count, 0, "open cases");
            var closed = (await c.Store.ReadCasesAsync(new CaseQuery(CaseState.Resolved), c.Cancellation)).Single();
            Same((closed.ClosedBecause, closed.ClosedBy, closed.ClosedAt), (CaseRules.SettledByItself, null, At(40)), "case");
            await c.CountsAsync(applied: 1, superseded: 1);
        }),
        new("case-05", "a retry makes the subject ready and its signal waiting again; the case stays open until it works", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await ParkAsync(c, "1", through);
            Same(await DecideAsync(c, "1", CaseAction.Retry), true, "decision about an open case");
            var head = await c.HeadAsync("1");
            Same((head?.ThroughSequence, head?.DueAt, head?.Attempt), (through, At(50), 0), "head");
            await c.CountsAsync(waiting: 1, cases: 1);
            await c.CompleteAsync("1", through, at: 60);
            await c.CountsAsync(applied: 1);
        }),
        new("case-06", "a retry that fails again counts the same case", async c =>
        {
            var through = await c.AppendAsync("1", "d1");
            await ParkAsync(c, "1", through);
            await DecideAsync(c, "1", CaseAction.Retry);
            await ParkAsync(c, "1", through, at: 60);
            Same((await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Single().Count, 2, "count");
            await c.CountsAsync(cased: 1, cases: 1);
        }),
        new("case-07", "resolve and ignore close the case and let the subject rest until something new is signalled", async c =>
        {
            foreach (var (id, action, state) in new[] { ("1", CaseAction.Resolve, CaseState.Resolved), ("2", CaseAction.Ignore, CaseState.Ignored) })
            {
                await ParkAsync(c, id, await c.AppendAsync(id, "d1"));
                await DecideAsync(c, id, action);
                var closed = (await c.Store.ReadCasesAsync(new CaseQuery(state), c.Cancellation)).Single();
                Same((closed.ClosedBy, closed.ClosedBecause, closed.ClosedAt), ("anna", "checked", At(50)), $"case after {action}");
                await c.StateAsync(id, SubjectState.Idle);
                Same(await c.HeadAsync(id), null, $"head after {action}");
                await c.AppendAsync(id, "d2");
                await c.StateAsync(id, SubjectState.Ready);
            }

            await c.CountsAsync(cased: 2, waiting: 2);
        }),
        new("case-08", "a closed or unknown case cannot be decided", async c =>
        {
            await ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            var id = (await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Single().Id;
            var decision = new CaseDecision(CaseAction.Resolve, "anna", "checked", At(50));
            Same(await c.Store.DecideCaseAsync(id, decision, c.Cancellation), true, "first decision");
            Same(await c.Store.DecideCaseAsync(id, decision, c.Cancellation), false, "second decision");
            Same(await c.Store.DecideCaseAsync(id + 1, decision, c.Cancellation), false, "decision about an unknown case");
        }),
        new("case-09", "a decision is on the timeline with who and why", async c =>
        {
            await ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            await DecideAsync(c, "1", CaseAction.Retry);
            var entry = (await c.Store.ReadTimelineAsync(Key("1"), 100, c.Cancellation))[^1];
            True(entry.Code == "case-retry" && entry.Text.Contains("anna", StringComparison.Ordinal) && entry.Text.Contains("checked", StringComparison.Ordinal),
                $"the last entry is the decision (found {entry})");
        }),
        new("case-10", "a connection's case is counted while open, closed by key, and opened anew afterwards", async c =>
        {
            var report = new NewCase { Key = "connection:erp:unauthorized", Code = "UNAUTHORIZED", Connection = "erp", Message = "refused", At = At(1) };
            await c.Store.OpenCaseAsync(report, c.Cancellation);
            await c.Store.OpenCaseAsync(report with { Message = "refused again", At = At(2) }, c.Cancellation);
            var open = (await c.Store.ReadCasesAsync(new CaseQuery(Connection: "erp"), c.Cancellation)).Single();
            Same((open.Count, open.Report.Message, open.OpenedAt), (2, "refused again", At(1)), "case");
            await c.Store.CloseCaseAsync(report.Key, "well again", At(3), c.Cancellation);
            await c.Store.CloseCaseAsync(report.Key, "well again", At(4), c.Cancellation);
            await c.Store.CloseCaseAsync("connection:none", "nothing", At(4), c.Cancellation);
            var closed = (await c.Store.ReadCasesAsync(new CaseQuery(CaseState.Resolved), c.Cancellation)).Single();
            Same((closed.ClosedBecause, closed.ClosedAt), ("well again", At(3)), "closed case");
            await c.Store.OpenCaseAsync(report, c.Cancellation);
            True((await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Single().Id > closed.Id, "a new case gets a new id");
        }),
        new("case-11", "a retry of a connection's case leaves it open", async c =>
        {
            await c.Store.OpenCaseAsync(new NewCase { Key = "connection:erp:x", Code = "X", Message = "x", At = At(1) }, c.Cancellation);
            var id = (await c.Store.ReadCasesAsync(new CaseQuery(), c.Cancellation)).Single().Id;
            Same(await c.Store.DecideCaseAsync(id, new CaseDecision(CaseAction.Retry, "anna", "checked", At(50)), c.Cancellation), true, "decision");
            await c.CountsAsync(cases: 1);
        }),
        new("case-12", "cases are found by state, code, connection and subject, newest first, within the limit", async c =>
        {
            for (var n = 0; n < 5; n++)
            {
                await ParkAsync(c, $"{n}", await c.AppendAsync($"{n}", "d1"), n % 2 == 0 ? "EVEN" : "ODD", at: 10 + n);
            }

            await DecideAsync(c, "4", CaseAction.Ignore);
            await SeeAsync(new CaseQuery(), "3", "2", "1", "0");
            await SeeAsync(new CaseQuery(State: null), "4", "3", "2", "1", "0");
            await SeeAsync(new CaseQuery(Code: "EVEN"), "2", "0");
            await SeeAsync(new CaseQuery(Limit: 2), "3", "2");
            await SeeAsync(new CaseQuery(Subject: Key("1")), "1");
            await SeeAsync(new CaseQuery(Connection: "crm"));

            async Task SeeAsync(CaseQuery query, params string[] ids) => SameItems(
                (await c.Store.ReadCasesAsync(query, c.Cancellation)).Select(found => found.Report.Subject!.Value.Id), ids, $"cases for {query}");
        }),
        new("case-13", "a retry during a waiting makes the subject ready", async c =>
        {
            await ParkAsync(c, "1", await c.AppendAsync("1", "d1"));
            var through = await c.AppendAsync("1", "d2");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Wait, through) with { DueAt = At(900) });
            await DecideAsync(c, "1", CaseAction.Retry);
            await c.StateAsync("1", SubjectState.Ready);
            await c.CompleteAsync("1", through);
            await c.CountsAsync(applied: 1, superseded: 1);
        }),
        new("case-14", "parking what is being written covers what was planned", async c =>
        {
            await c.DispatchAsync("1", await c.AppendAsync("1", "d1"), Effect("k1"));
            await c.AppendAsync("1", "d2");
            await c.CommitAsync(c.Commit("1", SubjectTransition.Park) with { DropEffects = true });
            await c.StateAsync("1", SubjectState.Ready);
            await c.CountsAsync(cased: 1, waiting: 1, cases: 1);
        }),
    ];

    internal static Task ParkAsync(StoreContext c, string id, long through, string code = "SKU-MISSING", double at = 10) =>
        c.CommitAsync(c.Commit(id, SubjectTransition.Park, through, at) with { Case = Report(id, code, at) });

    internal static async Task<bool> DecideAsync(StoreContext c, string id, CaseAction action)
    {
        var open = (await c.Store.ReadCasesAsync(new CaseQuery(Subject: Key(id)), c.Cancellation)).Single();
        return await c.Store.DecideCaseAsync(open.Id, new CaseDecision(action, "anna", "checked", At(50)), c.Cancellation);
    }
}
