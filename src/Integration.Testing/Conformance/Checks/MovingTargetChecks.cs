using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

/// <summary>Reading while the target changes.</summary>
internal static class MovingTargetChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("SRC-04", Required, ConformanceScope.Source, "many records of one instant across page boundaries: none is lost", async c =>
        {
            await c.AddAsync(1);
            var ids = await c.AddAsync(7, atOneInstant: true);
            c.Step();
            ids.AddRange(await c.AddAsync(1));
            var pages = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 3));
            c.True(ids.All(id => pages.Exists(page => page.Records.Any(record => record.Id == id))), "A record that shares its change time with others is missing.");
            for (var k = 0; k < pages.Count - 1; k++)
            {
                var before = pages.Take(k + 1).SelectMany(page => page.Records).Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
                var rest = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(pages[k].Next, PageSizeHint: 3));
                c.True(ids.All(id => before.Contains(id) || rest.Exists(record => record.Id == id)), $"A record that shares its change time with others is lost when the reading goes on after page {k + 1}.");
            }
        }),
        new("SRC-05", Required, ConformanceScope.Source, "a record that changes during the reading comes with its new content", async c =>
        {
            var ids = await c.AddAsync(6);
            var on = await c.ConnectAsync();
            var after = new List<SourceRecord<object>>();
            Checkpoint? last = null;
            var changed = false;
            await foreach (var page in c.Source.ReadAsync(on.Connector, new ReadRequest(PageSizeHint: 2), c.Ct))
            {
                last = page.Next;
                if (changed)
                {
                    after.AddRange(page.Records);
                    continue;
                }

                changed = true;
                ids = [page.Records.FirstOrDefault(record => ids.Contains(record.Id))?.Id ?? ids[0], ids[^1]];
                foreach (var id in ids)
                {
                    if (!await c.ChangeAsync(id))
                    {
                        throw new NotApplicableException("records of this kind never change");
                    }
                }
            }

            after.AddRange(await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(last)));
            foreach (var id in ids)
            {
                var now = c.Source.Write((await c.FindAsync(on, id)).Value!);
                var seen = after.LastOrDefault(record => record.Id == id);
                c.True(seen?.Value is { } value && c.Source.Write(value) == now, $"'{id}' changed during the reading, and neither its rest nor the next reading has the new content.");
            }
        }),
        new("SRC-06", Required, ConformanceScope.Source, "a record deleted during the reading does not shift the pages", async c =>
        {
            var ids = await c.AddAsync(7);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            string? gone = null;
            await foreach (var page in c.Source.ReadAsync((await c.ConnectAsync()).Connector, new ReadRequest(PageSizeHint: 2), c.Ct))
            {
                seen.UnionWith(page.Records.Select(record => record.Id));
                if (gone is null && page.Records.FirstOrDefault(record => ids.Contains(record.Id)) is { } first)
                {
                    gone = first.Id;
                    c.Step();
                    if (!await c.Source.DeleteAsync(gone, c.Ct))
                    {
                        throw new NotApplicableException("records of this kind cannot be deleted");
                    }
                }
            }

            c.True(ids.Where(id => id != gone).All(seen.Contains), "A record was left out because another one was deleted during the reading.");
        }),
        new("SRC-07", Required, ConformanceScope.Source, "a record that becomes visible late, within the declared lag, is still delivered", async c =>
        {
            await c.AddAsync(3);
            var last = (await c.PagesAsync(await c.ConnectAsync(), new ReadRequest()))[^1].Next;
            var now = c.Clock.GetUtcNow();
            c.Clock.Set(now - c.Source.Lag);
            var late = await c.Source.AddAsync(c.Ct);
            c.Clock.Set(now);
            c.Step();
            var rest = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(last));
            c.True(rest.Exists(record => record.Id == late), $"A record stamped {c.Source.Lag} before the checkpoint and seen after it is never delivered.");
        }),
        new("SRC-08", Required, ConformanceScope.Source, "a page that announces rows and has none is a fault, never an empty success", async c =>
        {
            await c.AddAsync(5);
            var on = await c.ConnectAsync();
            var hollow = false;
            on.Line.Inject(
                new TransportFault.Altered(body =>
                {
                    var altered = c.Source.Hollow(body);
                    hollow |= altered is not null && altered != body;
                    return altered ?? body;
                }),
                times: int.MaxValue);
            var fault = await c.FaultAsync(
                on,
                async (connected, _) =>
                {
                    var records = await c.RecordsAsync(connected, new ReadRequest(PageSizeHint: 2));
                    c.True(hollow, c.NotArranged(nameof(SourceFixture.Hollow)).Message);
                    c.True(records.Count > 0, "An announced but empty page was taken for an empty target.");
                },
                "Reading an announced but empty page");
            c.True(fault.Kind is FaultKind.Transient or FaultKind.SchemaChanged, $"The fault of an announced but empty page is {fault.Kind}.");
        }),
        new("SRC-11", Required, ConformanceScope.Source, "a failure in the middle turns nothing that was not read into a deletion", async c =>
        {
            var ids = await c.AddAsync(5);
            for (var broken = 0; broken < 3; broken++)
            {
                var on = await c.ConnectAsync();
                on.Line.Inject(new TransportFault.Answer(System.Net.HttpStatusCode.InternalServerError, "{}"), skip: broken, times: int.MaxValue);
                await NoneDeletedAsync(c, token => Flat(c.Source.ReadAsync(on.Connector, new ReadRequest(PageSizeHint: 2), token)));
                on.Line.Heal();
                on.Line.Inject(new TransportFault.CutBody(), times: int.MaxValue);
                await NoneDeletedAsync(c, token => c.Source.FindAsync(on.Connector, ids, token));
                on.Line.Heal();
                on.Line.Inject(new TransportFault.Answer(System.Net.HttpStatusCode.NotFound, "<html><body>Not here</body></html>", "text/html"), times: int.MaxValue);
                await NoneDeletedAsync(c, token => c.Source.FindAsync(on.Connector, ids, token));
            }
        }),
    ];

    private static async Task NoneDeletedAsync(CheckContext c, Func<CancellationToken, IAsyncEnumerable<SourceRecord<object>>> read)
    {
        try
        {
            await foreach (var record in read(c.Ct))
            {
                c.True(!record.IsDeleted, $"'{record.Id}' is there, but was reported as deleted because the target failed.");
            }
        }
        catch (ConnectorException)
        {
        }
    }

    private static async IAsyncEnumerable<SourceRecord<object>> Flat(IAsyncEnumerable<SourcePage<object>> pages)
    {
        await foreach (var page in pages)
        {
            foreach (var record in page.Records)
            {
                yield return record;
            }
        }
    }
}
