using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class WriteChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("SNK-06", Required, ConformanceScope.Sink, "a write planned on a stale state is a conflict and changes nothing", async c =>
        {
            var on = await c.ConnectAsync();
            if ((c.Capability(on.Connector, c.Sink.Entity).Writes & (WriteModes.Update | WriteModes.Set | WriteModes.Delete)) == 0)
            {
                throw new NotApplicableException("it only creates");
            }

            var item = await c.NewAsync();
            var reference = (await c.AppliedAsync(on, item)).Ref;
            var stale = await c.Sink.StaleAsync(item.Value, reference, c.Ct) ?? throw c.NotArranged("MakeStaleAsync");
            var before = c.Fixture.Fingerprint();
            var result = await c.SendAsync(on, stale);
            c.True(result is WriteResult.Failed { Fault.Kind: FaultKind.Conflict }, $"The result is {CheckContext.Show(result)}, not Failed(Conflict).");
            c.True(c.Fixture.Fingerprint() == before, "The stale write changed the target.");
            c.True(!await c.Sink.HoldsAsync(stale.Value, c.Ct), "The target has the content of the stale write.");
        }),
        new("SNK-07", Certified, ConformanceScope.Sink, "writing what is there already is Unchanged and makes no new version", async c =>
        {
            var on = await c.ConnectAsync();
            if ((c.Capability(on.Connector, c.Sink.Entity).Writes & (WriteModes.Update | WriteModes.Set)) == 0)
            {
                throw new NotApplicableException("it only creates");
            }

            var item = await c.NewAsync();
            var reference = (await c.AppliedAsync(on, item)).Ref;
            var identical = c.Sink.Identical(item.Value, reference) ?? throw c.NotArranged("MakeIdentical");
            c.Clock.Advance(TimeSpan.FromSeconds(5));
            var before = c.Fixture.Fingerprint();
            var result = await c.SendAsync(on, identical);
            c.True(result is WriteResult.Unchanged, $"The result is {CheckContext.Show(result)}, not Unchanged.");
            c.True(c.Fixture.Fingerprint() == before, "Writing the same content changed the target's books.");
        }),
        new("SNK-08", Required, ConformanceScope.Sink, "whatever request of a write fails, it ends complete after a repetition or absent, never half", async c =>
        {
            var writes = await c.WritesOfOneAsync(await c.ConnectAsync());
            TransportFault[] faults =
            [
                new TransportFault.Refused(), new TransportFault.LostAnswer(), new TransportFault.CutBody(), new TransportFault.Reset(),
                new TransportFault.Answer(System.Net.HttpStatusCode.InternalServerError, "{}"), new TransportFault.Answer(System.Net.HttpStatusCode.BadGateway, "<html></html>", "text/html"),
            ];
            for (var step = 0; step < writes; step++)
            {
                foreach (var fault in faults)
                {
                    await BrokenAsync(c, step, fault);
                }
            }

            c.Note = writes == 1 ? "a write is one request" : $"a write is {writes} requests; each was broken in {faults.Length} ways";
        }),
        new("SNK-09", Required, ConformanceScope.Sink, "something missing that the record refers to is named", async c =>
        {
            var on = await c.ConnectAsync();
            var (orphan, named) = await c.Sink.OrphanAsync(c.Ct) ?? throw c.NotArranged("MakeOrphanAsync");
            var result = await c.SendAsync(on, c.Item(orphan));
            c.True(result is WriteResult.Failed { Fault.Kind: FaultKind.MissingDependency }, $"The result is {CheckContext.Show(result)}, not Failed(MissingDependency).");
            var fault = ((WriteResult.Failed)result).Fault;
            c.True(fault.Message.Contains(named, StringComparison.Ordinal), $"The fault does not name '{named}': {fault.Message}");
            await c.AbsentAsync(orphan, "although something it refers to is missing");
        }),
        new("SNK-10", Certified, ConformanceScope.Sink, "absolute values replayed out of order end at the newest", async c =>
        {
            var on = await c.ConnectAsync();
            if (!c.Capability(on.Connector, c.Sink.Entity).Writes.HasFlag(WriteModes.Set))
            {
                throw new NotApplicableException("it sets no absolute values");
            }

            var older = await c.NewAsync();
            await c.AppliedAsync(on, older);
            var newer = c.Item(c.Sink.Newer(older.Value) ?? throw c.NotArranged("Next"));
            await c.AppliedAsync(on, newer);
            await c.SendAsync(await c.ConnectAsync(), older);
            await c.CompleteAsync(newer.Value, "after the older value came once more");
        }),
    ];

    private static async Task BrokenAsync(CheckContext c, int step, TransportFault fault)
    {
        var when = $"after request {step + 1} of a write met {fault.GetType().Name}";
        var on = await c.ConnectAsync();
        var item = await c.NewAsync();
        on.Line.Inject(fault, c.Fixture.IsWrite, skip: step);
        var result = await c.SendAsync(on, item);
        on.Line.Heal();
        if (result is not (WriteResult.Applied or WriteResult.Unchanged) && !(result is WriteResult.Unknown && await c.LookupAsync(on, item) is not null))
        {
            c.True(result is WriteResult.Unknown || fault is not TransportFault.LostAnswer, $"{when}: {CheckContext.Show(result)}, although it may have been carried out.");
            var again = await c.SendAsync(await c.ConnectAsync(), item);
            c.True(again is WriteResult.Applied or WriteResult.Unchanged, $"The repetition {when} is {CheckContext.Show(again)}.");
        }

        await c.OnceAsync(item.Value, when);
        await c.CompleteAsync(item.Value, when);
    }
}
