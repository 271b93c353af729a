using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;

namespace ErpSync.Tests.Engine;

public sealed class LinkedRecordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Only_exactly_named_records_of_other_sources_count()
    {
        var store = new InMemorySyncStore();
        var lanes = store.Lanes.Move([.. Enumerable.Range(0, store.LaneCount)], "node").ToDictionary(grant => grant.Lane);
        await LinkAsync("S1", "shop", "shipment", "gid/1");
        await LinkAsync("S2", "shop", "shipment", "gid/23");
        await LinkAsync("S3", "other", "shipment", "gid/2");
        await LinkAsync("S4", "shop", "document", "gid/3");
        var links = new LinkedRecords(store);

        (await links.OfOthersAsync("shop", "shipment", "S9", ["gid/1", "gid/2", "gid/3"], default)).Should().BeEquivalentTo("gid/1");
        (await links.OfOthersAsync("shop", "shipment", "S1", ["gid/1", "gid/23"], default)).Should().BeEquivalentTo("gid/23");

        async Task LinkAsync(string source, string connection, string entity, string id)
        {
            var subject = new SubjectKey("fulfilments:erp>shop", source);
            await store.AppendAsync([new NewSignal(subject, "test", source, Now, Now)], null, default);
            await store.CommitAsync(
                [new SubjectCommit { Subject = subject, Lane = lanes[LaneHash.Of(subject, store.LaneCount)], At = Now, Links = [new Link(subject, "fulfilment", connection, entity, new RecordRef(id), null, Now)] }], default);
        }
    }
}
