using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class WindowChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("SRC-12", Required, ConformanceScope.Source, "a window is half-open; two that meet neither overlap nor leave a gap", async c =>
        {
            var ids = await c.AddAsync(6);
            var on = await c.ConnectAsync();
            var times = (await c.RecordsAsync(on, new ReadRequest(HeadersOnly: true))).Where(record => ids.Contains(record.Id)).ToDictionary(record => record.Id, record => record.ChangedAt);
            var (start, middle, end) = (times[ids[0]], times[ids[3]], times[ids[5]]);
            c.True(start < middle && middle < end, "Records added one after the other do not have growing change times.");
            var early = await WindowAsync(c, on, ids, start, middle);
            var late = await WindowAsync(c, on, ids, middle, end);
            c.True(early.SetEquals(ids.Take(3).Where(id => times[id] < middle)), "The first window does not hold exactly the records before its end.");
            c.True(late.SetEquals(ids.Where(id => times[id] >= middle && times[id] < end)), "The second window does not begin with the instant at which the first ends, or holds the instant of its own end.");
        }),
    ];

    private static async Task<HashSet<string>> WindowAsync(CheckContext c, Connected on, List<string> ids, DateTimeOffset from, DateTimeOffset to) =>
        [.. (await c.RecordsAsync(on, new ReadRequest(From: from, To: to, PageSizeHint: 2, HeadersOnly: true))).Select(record => record.Id).Where(ids.Contains)];
}
