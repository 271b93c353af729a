using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>Both ends of the flow over HTTP: reads newest revisions, writes documents. The target makes every document it is sent, so only looking up first avoids a second one.</summary>
internal sealed class BooksConnector(string id, HttpClient books) : ISource<Revision>, ISink<Revision>
{
    public ConnectorDescriptor Descriptor { get; } = new(id, id, "books",
    [
        new EntityCapability(Revision.Entity)
        {
            Reads = ReadModes.ById,
            Writes = id == RevisionFlow.Target ? WriteModes.Create : WriteModes.None,
            Idempotency = IdempotencyMode.None,
            MaxBatchSize = 20,
            MaxReadBatchSize = 100,
        },
    ]);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public IAsyncEnumerable<SourcePage<Revision>> ReadAsync(ReadRequest request, CancellationToken ct) => AsyncEnumerable.Empty<SourcePage<Revision>>();

    public async IAsyncEnumerable<SourceRecord<Revision>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = await PostAsync("find", [.. ids.Select(key => new Revision(key, 0))], ct);
        foreach (var receipt in found)
        {
            yield return new SourceRecord<Revision>(receipt.Key, $"{receipt.Number}", DateTimeOffset.UnixEpoch, new Revision(receipt.Key, receipt.Number));
        }
    }

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Revision>> batch, CancellationToken ct)
    {
        await PostAsync("write", [.. batch.Select(item => item.Value)], ct);
        return [.. batch.Select(item => new WriteResult.Applied(item.ItemId, RefOf(item.Value)))];
    }

    public async ValueTask<RecordRef?> LookupAsync(WriteItem<Revision> item, CancellationToken ct) =>
        (await PostAsync("lookup", [item.Value], ct))[0].WasThere ? RefOf(item.Value) : null;

    private static RecordRef RefOf(Revision revision) => new($"{revision.Key}/{revision.Number}");

    private async Task<List<Receipt>> PostAsync(string what, List<Revision> revisions, CancellationToken ct)
    {
        using var answer = await books.PostAsJsonAsync(what, revisions, ClusterJson.Default.ListRevision, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ClusterJson.Default.ListReceipt, ct))!;
    }
}
