using System.Text;
using System.Text.Json;
using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class CheckpointChecks
{
    private const int MostBytes = 4096;

    private static readonly string[] Malformed =
    [
        "", " ", "garbage", "{}", "[]", "null", "0x1", "{\"a\":1}", "2026-13-45T99:99:99Z|x", "|", "~", "\u0000", "'; drop table", "{\"time\":\"x\",\"id\":null}",
        new string('9', 400), new string('x', 100_000),
    ];

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("CHK-01", Required, ConformanceScope.Source, "after a crash behind any page, reading on from the saved checkpoint loses nothing", async c =>
        {
            var ids = await c.AddAsync(7);
            var count = (await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2))).Count;
            for (var k = 1; k < count; k++)
            {
                var accepted = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2), most: k);
                c.Step();
                var rest = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(accepted[^1].Next, PageSizeHint: 2));
                var seen = accepted.SelectMany(page => page.Records).Concat(rest).Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
                c.True(ids.All(seen.Contains), $"After a crash behind page {k} a record is never delivered.");
            }
        }),
        new("CHK-02", Required, ConformanceScope.Source, "the checkpoint of a page covers no record of the next page", async c =>
        {
            await c.AddAsync(7);
            var pages = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2));
            for (var k = 0; k + 1 < pages.Count; k++)
            {
                var rest = (await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(pages[k].Next, PageSizeHint: 2))).Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
                c.True(pages[k + 1].Records.All(record => rest.Contains(record.Id)), $"The checkpoint of page {k + 1} covers a record of page {k + 2}.");
            }
        }),
        new("CHK-03", Required, ConformanceScope.Source, "a checkpoint survives storing, a restart and an upgrade", async c =>
        {
            var ids = await c.AddAsync(4);
            var first = (await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2)))[0];
            var stored = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(JsonEncodedText.Encode(first.Next.Value).ToString()));
            var restored = new Checkpoint(JsonDocument.Parse($"\"{stored}\"").RootElement.GetString()!);
            c.True(restored == first.Next, "The checkpoint does not survive being stored as text.");
            var rest = await c.RecordsAsync(await c.ConnectAsync(id: "other-name"), new ReadRequest(restored));
            var seen = first.Records.Concat(rest).Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
            c.True(ids.All(seen.Contains), "Going on from the stored checkpoint after a restart loses a record.");
            foreach (var known in c.Source.KnownCheckpoints)
            {
                await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(new Checkpoint(known)));
            }

            c.Note = c.Source.KnownCheckpoints.Count == 0 ? "no checkpoint of an earlier release is known" : $"{c.Source.KnownCheckpoints.Count} checkpoint(s) of earlier releases were read";
        }),
        new("CHK-04", Certified, ConformanceScope.Source, "a checkpoint far in the future yields nothing and does not fail", async c =>
        {
            var now = c.Clock.GetUtcNow();
            c.Clock.Set(now.AddYears(10));
            var visitor = await c.Source.AddAsync(c.Ct);
            var last = (await c.PagesAsync(await c.ConnectAsync(), new ReadRequest()))[^1].Next;
            c.Clock.Set(now);
            var ids = await c.AddAsync(3);
            var records = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(last));
            c.True(!records.Exists(record => record.Id != visitor && ids.Contains(record.Id)), "A checkpoint of ten years ahead yielded records of today.");
        }),
        new("CHK-05", Required, ConformanceScope.Source, "a malformed or foreign checkpoint is a clear fault, never a silent full reading", async c =>
        {
            await c.AddAsync(3);
            foreach (var text in Malformed)
            {
                await RefusedAsync(c, new Checkpoint(text), $"The checkpoint '{(text.Length > 30 ? text[..30] + "…" : text.Replace('\0', '?'))}'");
            }

            foreach (var other in c.Fixture.Sources.Where(other => other.Entity != c.Source.Entity))
            {
                await other.AddAsync(c.Ct);
                c.Step();
                Checkpoint? foreign = null;
                await foreach (var page in other.ReadAsync((await c.ConnectAsync()).Connector, new ReadRequest(), c.Ct))
                {
                    foreign = page.Next;
                }

                if (foreign is { } checkpoint)
                {
                    await RefusedAsync(c, checkpoint, $"A checkpoint of '{other.Entity}'");
                }
            }
        }),
        new("CHK-06", Certified, ConformanceScope.Source, "a checkpoint holds no secret and no personal data and is at most 4 KB", async c =>
        {
            await c.AddAsync(5);
            foreach (var page in await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2)))
            {
                c.True(Encoding.UTF8.GetByteCount(page.Next.Value) <= MostBytes, "A checkpoint is longer than 4 KB.");
                c.Clean(page.Next.Value, "A checkpoint");
            }
        }),
        new("CHK-07", Certified, ConformanceScope.Source, "a reading without news leaves the checkpoint where it is or moves it the same way each time", async c =>
        {
            await c.AddAsync(3);
            var last = (await c.PagesAsync(await c.ConnectAsync(), new ReadRequest()))[^1].Next;
            var first = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(last));
            var second = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(last));
            c.True((first.Count > 0 ? first[^1].Next : last) == (second.Count > 0 ? second[^1].Next : last), "Two readings without news end at different checkpoints.");
        }),
    ];

    private static async Task RefusedAsync(CheckContext c, Checkpoint checkpoint, string what)
    {
        try
        {
            var pages = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(checkpoint), most: 1);
            throw c.Fail($"{what} was taken for one of this feed: {(pages.Count == 0 ? "nothing" : "a page")} was read.");
        }
        catch (ConnectorException exception)
        {
            c.True(exception.Fault.Kind is FaultKind.Invalid or FaultKind.Rejected or FaultKind.SchemaChanged, $"{what} gave the fault {exception.Fault.Kind}, which is tried again for ever.");
            c.True(!string.IsNullOrWhiteSpace(exception.Fault.Hint), $"{what} gave a fault without a hint.");
        }
        catch (Exception exception) when (exception is not CheckFailedException && !c.Ct.IsCancellationRequested)
        {
            throw c.Fail($"{what} gave {exception.GetType().Name} instead of a fault.");
        }
    }
}
