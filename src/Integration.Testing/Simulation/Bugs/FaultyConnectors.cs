using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Simulation.Bugs;

/// <summary>Changes what the documents sink of the ERP answers or is given; passes everything else of the connector on.</summary>
internal sealed class FaultyErp(IConnector inner, DocumentFault fault)
    : ISource<SalesDocumentState>, ISource<Shipment>, ISource<StockLevel>, ISink<Customer>, ISink<SalesDocument>, ISink<DocumentPosting>, ISink<PaymentEntry>, IWebhookSource
{
    private int _writes;

    public ConnectorDescriptor Descriptor => inner.Descriptor;

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public WebhookVerdict Receive(WebhookDelivery delivery) => ((IWebhookSource)inner).Receive(delivery);

    IAsyncEnumerable<SourcePage<SalesDocumentState>> ISource<SalesDocumentState>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<SalesDocumentState>)inner).ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<SalesDocumentState>> ISource<SalesDocumentState>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => ((ISource<SalesDocumentState>)inner).FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<Shipment>)inner).ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => ((ISource<Shipment>)inner).FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<StockLevel>)inner).ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => ((ISource<StockLevel>)inner).FindAsync(ids, ct);

    ValueTask<IReadOnlyList<WriteResult>> ISink<Customer>.WriteAsync(IReadOnlyList<WriteItem<Customer>> batch, CancellationToken ct) => ((ISink<Customer>)inner).WriteAsync(batch, ct);

    ValueTask<RecordRef?> ISink<Customer>.LookupAsync(WriteItem<Customer> item, CancellationToken ct) => ((ISink<Customer>)inner).LookupAsync(item, ct);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<SalesDocument>.WriteAsync(IReadOnlyList<WriteItem<SalesDocument>> batch, CancellationToken ct)
    {
        var item = batch[0];
        var sink = (ISink<SalesDocument>)inner;
        switch (fault)
        {
            case DocumentFault.NewNumberEachTime:
                return await sink.WriteAsync([item with { Value = item.Value with { ExternalNumber = $"{item.Value.ExternalNumber}~{++_writes}" } }], ct).ConfigureAwait(false);
            case DocumentFault.UnknownIsApplied:
                var results = await sink.WriteAsync(batch, ct).ConfigureAwait(false);
                return [.. results.Select(result => result is WriteResult.Unknown ? new WriteResult.Applied(result.ItemId, new RecordRef("D1", null, "D1")) : result)];
            case DocumentFault.DropsALine when item.Value.Lines.Count > 1:
                return await sink.WriteAsync([item with { Value = item.Value with { Lines = [.. item.Value.Lines.SkipLast(1)] } }], ct).ConfigureAwait(false);
            default:
                return await sink.WriteAsync(batch, ct).ConfigureAwait(false);
        }
    }

    ValueTask<RecordRef?> ISink<SalesDocument>.LookupAsync(WriteItem<SalesDocument> item, CancellationToken ct) => ((ISink<SalesDocument>)inner).LookupAsync(item, ct);

    ValueTask<IReadOnlyList<WriteResult>> ISink<DocumentPosting>.WriteAsync(IReadOnlyList<WriteItem<DocumentPosting>> batch, CancellationToken ct) => ((ISink<DocumentPosting>)inner).WriteAsync(
        fault == DocumentFault.PostsTheWhole ? [.. batch.Select(item => item with { Value = item.Value with { Lines = [] } })] : batch, ct);

    ValueTask<RecordRef?> ISink<DocumentPosting>.LookupAsync(WriteItem<DocumentPosting> item, CancellationToken ct) => ((ISink<DocumentPosting>)inner).LookupAsync(item, ct);

    ValueTask<IReadOnlyList<WriteResult>> ISink<PaymentEntry>.WriteAsync(IReadOnlyList<WriteItem<PaymentEntry>> batch, CancellationToken ct) => ((ISink<PaymentEntry>)inner).WriteAsync(
        fault == DocumentFault.PaysAnewEachTime ? [.. batch.Select(item => item with { Value = item.Value with { TransactionId = $"{item.Value.TransactionId}~{++_writes}" } })] : batch, ct);

    ValueTask<RecordRef?> ISink<PaymentEntry>.LookupAsync(WriteItem<PaymentEntry> item, CancellationToken ct) =>
        fault == DocumentFault.PaysAnewEachTime ? ValueTask.FromResult<RecordRef?>(null) : ((ISink<PaymentEntry>)inner).LookupAsync(item, ct);
}

/// <summary>How <see cref="FaultyErp"/> is wrong.</summary>
internal enum DocumentFault
{
    NewNumberEachTime,
    UnknownIsApplied,
    DropsALine,
    PaysAnewEachTime,
    PostsTheWhole,
}

/// <summary>A shop connector whose reading is wrong; passes everything else on.</summary>
internal sealed class FaultyShop(IConnector inner, ReadingFault fault)
    : ISource<Order>, ISource<Customer>, ISource<Item>, ISource<StockLevel>, ISink<Shipment>, ISink<StockLevel>, IWebhookSource
{
    private readonly Dictionary<string, SourceRecord<Order>> _first = new(StringComparer.Ordinal);

    public ConnectorDescriptor Descriptor => inner.Descriptor;

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public WebhookVerdict Receive(WebhookDelivery delivery) =>
        fault == ReadingFault.OneDeliveryIdForAll && ((IWebhookSource)inner).Receive(delivery) is WebhookVerdict.Accepted accepted
            ? accepted with { DeliveryId = "the-same" }
            : ((IWebhookSource)inner).Receive(delivery);

    async IAsyncEnumerable<SourcePage<Order>> ISource<Order>.ReadAsync(ReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in ((ISource<Order>)inner).ReadAsync(request, ct).ConfigureAwait(false))
        {
            yield return fault switch
            {
                ReadingFault.SkipsTheLastOfAPage => page with { Records = [.. page.Records.SkipLast(1)] },
                ReadingFault.OneDeliveryIdForAll => page with { Records = [.. page.Records.Select(static record => record with { Version = "1" })] },
                _ => page,
            };
        }
    }

    async IAsyncEnumerable<SourceRecord<Order>> ISource<Order>.FindAsync(IReadOnlyList<string> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in ((ISource<Order>)inner).FindAsync(ids, ct).ConfigureAwait(false))
        {
            _first.TryAdd(record.Id, record);
            yield return fault == ReadingFault.NeverReadsAgain ? _first[record.Id] : record;
        }
    }

    IAsyncEnumerable<SourcePage<Customer>> ISource<Customer>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<Customer>)inner).ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Customer>> ISource<Customer>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => ((ISource<Customer>)inner).FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Item>> ISource<Item>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<Item>)inner).ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Item>> ISource<Item>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => ((ISource<Item>)inner).FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<StockLevel>)inner).ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => ((ISource<StockLevel>)inner).FindAsync(ids, ct);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<Shipment>.WriteAsync(IReadOnlyList<WriteItem<Shipment>> batch, CancellationToken ct)
    {
        var results = await ((ISink<Shipment>)inner).WriteAsync(batch, ct).ConfigureAwait(false);
        return fault == ReadingFault.SwallowsFaults
            ? [.. results.Select(static result => result is WriteResult.Failed ? new WriteResult.Applied(result.ItemId, new RecordRef("F")) : result)]
            : results;
    }

    ValueTask<RecordRef?> ISink<Shipment>.LookupAsync(WriteItem<Shipment> item, CancellationToken ct) =>
        fault == ReadingFault.FindsEverything ? ValueTask.FromResult<RecordRef?>(new RecordRef("F")) : ((ISink<Shipment>)inner).LookupAsync(item, ct);

    ValueTask<IReadOnlyList<WriteResult>> ISink<StockLevel>.WriteAsync(IReadOnlyList<WriteItem<StockLevel>> batch, CancellationToken ct) => ((ISink<StockLevel>)inner).WriteAsync(batch, ct);

    ValueTask<RecordRef?> ISink<StockLevel>.LookupAsync(WriteItem<StockLevel> item, CancellationToken ct) => ((ISink<StockLevel>)inner).LookupAsync(item, ct);
}

/// <summary>How <see cref="FaultyShop"/> is wrong.</summary>
internal enum ReadingFault
{
    SkipsTheLastOfAPage,
    OneDeliveryIdForAll,
    NeverReadsAgain,
    SwallowsFaults,
    FindsEverything,
}
