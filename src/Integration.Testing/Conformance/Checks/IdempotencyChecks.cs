using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class IdempotencyChecks
{
    private const int Ways = 8;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("IDM-01", Required, ConformanceScope.Sink, "the same item and key twice make one record, and the second says so", async c =>
        {
            var on = await c.ConnectAsync();
            var item = await c.NewAsync();
            var first = await c.AppliedAsync(on, item);
            var second = await c.SendAsync(on, item);
            await c.OnceAsync(item.Value, "after the same write twice");
            Repeated(c, second, "The second write");
            c.True(Reference(second)?.Id == first.Ref.Id, "The second write names another record than the first.");
        }),
        new("IDM-02", Required, ConformanceScope.Sink, "the same key at the same time, eight ways, makes one record", async c =>
        {
            var on = await c.ConnectAsync();
            var item = await c.NewAsync();
            var results = await Task.WhenAll(Enumerable.Range(0, Ways).Select(_ => Task.Run(() => c.SendAsync(on, item), c.Ct)));
            await c.OnceAsync(item.Value, "after eight writes of one key at the same time");
            c.True(results.All(result => result is not WriteResult.Failed { Fault.Kind: FaultKind.Invalid or FaultKind.Bug }), $"One of them failed for a reason that is none: {results.Select(CheckContext.Show).FirstOrDefault(text => text.StartsWith("Failed", StringComparison.Ordinal))}.");
            c.True(results.Any(result => result is WriteResult.Applied), "None of them was applied.");
        }),
        new("IDM-03", Required, ConformanceScope.Sink, "an answer lost after the target committed is Unknown, and the look-up finds the record", async c =>
        {
            var on = await c.ConnectAsync();
            var writes = await c.WritesOfOneAsync(on);
            var item = await c.NewAsync();
            on.Line.Inject(new TransportFault.LostAnswer(), c.Fixture.IsWrite, skip: writes - 1);
            var result = await c.SendAsync(on, item);
            on.Line.Heal();
            c.True(result is WriteResult.Unknown, $"The result is {CheckContext.Show(result)}; nobody can know it.");
            c.True(await c.LookupAsync(await c.ConnectAsync(), item) is not null, "The target committed the write, but the look-up does not find it.");
            await c.OnceAsync(item.Value, "after a lost answer");
        }),
        new("IDM-04", Required, ConformanceScope.Sink, "a refused connection is Failed(Transient), and the look-up finds nothing", async c =>
        {
            var on = await c.ConnectAsync();
            var item = await c.NewAsync();
            on.Line.Inject(new TransportFault.Refused(), times: int.MaxValue);
            var result = await c.SendAsync(on, item);
            on.Line.Heal();
            c.True(result is WriteResult.Failed { Fault.Kind: FaultKind.Transient }, $"The result is {CheckContext.Show(result)}, not Failed(Transient).");
            c.True(await c.LookupAsync(on, item) is null, "Nothing was sent, but the look-up finds something.");
            await c.AbsentAsync(item.Value, "after a refused connection");
        }),
        new("IDM-05", Required, ConformanceScope.Sink, "the same key with other content is a conflict, never a silent overwrite and never silently ignored", async c =>
        {
            var on = await c.ConnectAsync();
            var item = await c.NewAsync();
            await c.AppliedAsync(on, item);
            var other = c.Sink.Altered(item.Value) ?? throw c.NotArranged("Alter");
            var result = await c.SendAsync(on, item with { Value = other });
            c.True(await c.Sink.AmongAsync(other, c.Ct) <= 1, "The other content made a second record.");
            if (result is WriteResult.Failed { Fault.Kind: FaultKind.Conflict or FaultKind.Rejected or FaultKind.Invalid })
            {
                await c.CompleteAsync(item.Value, "after the other content was refused");
                return;
            }

            var reason = c.Sink.FollowsContent ?? throw c.Fail($"The result is {CheckContext.Show(result)}, not a conflict.");
            c.True(result is WriteResult.Applied or WriteResult.Unchanged, $"The result is {CheckContext.Show(result)}.");
            await c.CompleteAsync(other, "after the same key came with other content, although the result says that it does");
            c.Note = $"the record follows the newer content: {reason}";
        }),
        new("IDM-06", Required, ConformanceScope.Sink, "killed between the target's commit and its own, a host writes again: one record", async c =>
        {
            var item = await c.NewAsync();
            await c.AppliedAsync(await c.ConnectAsync(), item);
            var again = await c.SendAsync(await c.ConnectAsync(), item);
            await c.OnceAsync(item.Value, "after the write was repeated by a new process");
            Repeated(c, again, "The repetition");
        }),
    ];

    private static RecordRef? Reference(WriteResult result) => result switch
    {
        WriteResult.Applied applied => applied.Ref,
        WriteResult.Unchanged unchanged => unchanged.Ref,
        _ => null,
    };

    /// <summary>Setting a value again cannot be told from setting it; creating again can.</summary>
    private static void Repeated(CheckContext c, WriteResult result, string what) => c.True(
        result is WriteResult.Unchanged or WriteResult.Applied { WasReplay: true } || (c.Sink.Kind == WriteKind.Set && result is WriteResult.Applied),
        $"{what} is {CheckContext.Show(result)}; it should be a replay or unchanged.");
}
