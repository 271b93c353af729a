using System.Globalization;
using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class ReadingChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("SRC-01", Required, ConformanceScope.Source, "two full readings of unchanged records give the same ids and versions", async c =>
        {
            await c.AddAsync(5);
            var first = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2));
            var second = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2));
            c.True(
                first.Select(record => (record.Id, record.Version)).SequenceEqual(second.Select(record => (record.Id, record.Version))),
                "The second reading differs from the first in ids, versions or order.");
        }),
        new("SRC-02", Required, ConformanceScope.Source, "one reading has no duplicates; every record has id, version and change time", async c =>
        {
            var ids = await c.AddAsync(5);
            var records = await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 2));
            foreach (var group in records.GroupBy(record => record.Id, StringComparer.Ordinal))
            {
                c.True(group.Count() == 1, $"'{group.Key}' came {group.Count()} times in one reading although nothing changed.");
            }

            c.True(ids.All(id => records.Exists(record => record.Id == id)), "A record that was added is missing.");
            foreach (var record in records.Where(record => record.Fault is null))
            {
                c.True(record.Id.Length > 0 && record.Version.Length > 0, $"A record has no id or no version ('{record.Id}', '{record.Version}').");
                c.True(record.ChangedAt.Year is > 1970 and < 9999, $"'{record.Id}' has no change time ({record.ChangedAt:O}).");
                c.True(record.Value is not null || record.IsDeleted, $"'{record.Id}' has neither a value nor a reason for having none.");
            }
        }),
        new("SRC-03", Required, ConformanceScope.Source, "page boundaries: page sizes of one, n-1, n and n+1 for n records, and an empty target", async c =>
        {
            var empty = (await c.RecordsAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: 3))).Count;
            var ids = await c.AddAsync(6);
            var total = empty + ids.Count;
            foreach (var size in new[] { 1, 2, 3, total - 1, total, total + 1, total * 2 })
            {
                var pages = await c.PagesAsync(await c.ConnectAsync(), new ReadRequest(PageSizeHint: size));
                var seen = pages.SelectMany(page => page.Records).Select(record => record.Id).ToList();
                c.True(ids.All(seen.Contains), $"With pages of {size} a record is missing.");
                c.True(seen.Count == total, $"With pages of {size} there were {seen.Count} records, not {total}.");
                c.True(pages.All(page => page.Records.Count <= size), $"With pages of {size} a page was larger.");
            }
        }),
        new("SRC-09", Required, ConformanceScope.Source, "a reading by id gives the value and version that the pages gave", async c =>
        {
            var ids = await c.AddAsync(3);
            await c.ChangeAsync(ids[1]);
            var on = await c.ConnectAsync();
            var byPage = (await c.RecordsAsync(on, new ReadRequest(PageSizeHint: 2))).Where(record => ids.Contains(record.Id)).ToList();
            c.True(byPage.Count == ids.Count, $"{byPage.Count} of {ids.Count} records were read.");
            foreach (var record in byPage)
            {
                var found = await c.FindAsync(on, record.Id);
                c.True(found.Fault is null && record.Fault is null, $"'{record.Id}' could not be understood: {(found.Fault ?? record.Fault)?.Message}");
                c.True(found.Id == record.Id, $"Asked for '{record.Id}', FindAsync answered '{found.Id}'.");
                c.True(found.Version == record.Version, $"'{record.Id}' has version '{record.Version}' in the pages and '{found.Version}' by id.");
                c.True(c.Source.Write(found.Value!) == c.Source.Write(record.Value!), $"'{record.Id}' has another value by id than in the pages.");
            }

            await EveryIdIsAnsweredAsync(c, on, ids);
        }),
        new("SRC-10", Required, ConformanceScope.Source, "a deleted record is reported as deleted", async c =>
        {
            var ids = await c.AddAsync(3);
            var on = await c.ConnectAsync();
            var deletes = c.Capability(on.Connector, c.Source.Entity).Reads.HasFlag(ReadModes.Deletes);
            var last = (await c.PagesAsync(on, new ReadRequest()))[^1].Next;
            c.Step();
            if (!await c.Source.DeleteAsync(ids[1], c.Ct))
            {
                c.True(!deletes, "Deletes is declared, but the fixture cannot delete.");
                var missing = await c.FindAsync(on, c.Source.MissingId);
                c.True(missing is { IsDeleted: true, Value: null }, "An id that does not exist is not answered as deleted.");
                c.Note = "records of this kind cannot be deleted; an id that never existed is answered as deleted";
                return;
            }

            c.Step();
            var found = await c.FindAsync(on, ids[1]);
            c.True(found is { IsDeleted: true, Value: null, Fault: null }, "FindAsync does not answer a deleted record as deleted.");
            c.True(!(await c.FindAsync(on, ids[0])).IsDeleted, "FindAsync answers a record that is there as deleted.");
            if (deletes)
            {
                var shown = (await c.RecordsAsync(on, new ReadRequest(last))).Exists(record => record.Id == ids[1] && record.IsDeleted);
                var notified = c.Capability(on.Connector, c.Source.Entity).Reads.HasFlag(ReadModes.Webhooks);
                c.True(shown || notified, "Deletes is declared, but the next reading has no tombstone.");
                c.Note = shown ? null : "deletions are notified; readings do not show them";
            }
        }),
        new("SRC-13", Certified, ConformanceScope.Source, "memory stays flat while very many records are read", async c =>
        {
            const int Many = 8_000;
            const long MostGrowth = 4 * 1024 * 1024;
            if (!await c.Source.AddManyAsync(Many, c.Ct))
            {
                throw c.NotArranged(nameof(SourceFixture.AddManyAsync));
            }

            var on = await c.ConnectAsync();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            long records = 0, pages = 0, growth = 0;
            await foreach (var page in c.Source.ReadAsync(on.Connector, new ReadRequest(PageSizeHint: 100), c.Ct))
            {
                records += page.Records.Count;
                if (++pages % 50 == 1)
                {
                    growth = Math.Max(growth, GC.GetTotalMemory(forceFullCollection: true) - before);
                }
            }

            c.True(records >= Many, $"{records.ToString(CultureInfo.InvariantCulture)} of {Many} records were read.");
            c.True(growth < MostGrowth, $"More than {MostGrowth / 1024 / 1024} MiB were held while {Many} records were read in pages of 100.");
        }),
    ];

    private static async Task EveryIdIsAnsweredAsync(CheckContext c, Connected on, List<string> ids)
    {
        var asked = ids.Append(c.Source.MissingId).Append(ids[0]).ToList();
        var answered = new List<SourceRecord<object>>();
        await foreach (var record in c.Source.FindAsync(on.Connector, asked, c.Ct))
        {
            answered.Add(record);
        }

        c.True(
            answered.Select(record => record.Id).Order(StringComparer.Ordinal).SequenceEqual(asked.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            "A reading by several ids, one of them missing and one named twice, does not answer each id once.");
        c.True(answered.All(record => record.IsDeleted == (record.Id == c.Source.MissingId) || record.Fault is not null), "A reading by several ids confuses what is there and what is not.");
    }
}
