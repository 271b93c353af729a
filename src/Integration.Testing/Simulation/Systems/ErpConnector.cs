using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Simulation.Runtime;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>One process's connection to the simulated ERP.</summary>
internal sealed class ErpConnector(ErpSystem erp, SimulatedNetwork network, SimulatedScheduler scheduler)
    : ISource<SalesDocumentState>, ISource<Shipment>, ISource<StockLevel>, ISink<Customer>, ISink<SalesDocument>, ISink<DocumentPosting>, ISink<PaymentEntry>, IWebhookSource
{
    public const string Id = "erp";

    private readonly Readings<SalesDocumentState> _documents = new(network, scheduler, erp.DocumentChanges, number => erp.Find(number)?.Read());
    private readonly Readings<Shipment> _shipments = new(network, scheduler, erp.ShipmentChanges, id => erp.Shipments.Find(shipment => shipment.Id == id));
    private readonly Readings<StockLevel> _stock = new(network, scheduler, erp.StockChanges, sku =>
        new StockLevel { Sku = sku, AsOf = scheduler.Now, Cells = [new StockCell { Location = "", OnHand = erp.Stock[sku] }] });

    public ConnectorDescriptor Descriptor { get; } = new(Id, "Simulated ERP", "erp",
    [
        new EntityCapability(EntityNames.Customer) { Writes = WriteModes.Create, Idempotency = IdempotencyMode.NaturalKey, ConsistencyLag = SimulatedNetwork.Lag },
        new EntityCapability(EntityNames.SalesDocument)
        {
            Writes = WriteModes.Create | WriteModes.Update | WriteModes.Delete,
            Idempotency = IdempotencyMode.NaturalKey,
            ConsistencyLag = SimulatedNetwork.Lag,
        },
        new EntityCapability(EntityNames.DocumentPosting) { Writes = WriteModes.Create, Idempotency = IdempotencyMode.NaturalKey, ConsistencyLag = SimulatedNetwork.Lag },
        new EntityCapability(EntityNames.PaymentEntry) { Writes = WriteModes.Create, Idempotency = IdempotencyMode.NaturalKey, ConsistencyLag = SimulatedNetwork.Lag },
        new EntityCapability(EntityNames.SalesDocumentState) { Reads = ReadModes.ById | ReadModes.Delta },
        new EntityCapability(EntityNames.Shipment) { Reads = ReadModes.ById | ReadModes.Delta },
        new EntityCapability(EntityNames.StockLevel) { Reads = ReadModes.ById | ReadModes.Delta },
    ]);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public WebhookVerdict Receive(WebhookDelivery delivery) => Notice.Read(delivery);

    IAsyncEnumerable<SourcePage<SalesDocumentState>> ISource<SalesDocumentState>.ReadAsync(ReadRequest request, CancellationToken ct) => _documents.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<SalesDocumentState>> ISource<SalesDocumentState>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _documents.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, CancellationToken ct) => _shipments.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _shipments.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => _stock.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _stock.FindAsync(ids, ct);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<Customer>.WriteAsync(IReadOnlyList<WriteItem<Customer>> batch, CancellationToken ct) =>
        [await network.WriteAsync(batch[0].ItemId, () => erp.FindOrCreate(batch[0]), ct).ConfigureAwait(false)];

    async ValueTask<RecordRef?> ISink<Customer>.LookupAsync(WriteItem<Customer> item, CancellationToken ct) =>
        await network.AskAsync(() => erp.Customers.Contains(item.Value.Id) ? ErpSystem.CustomerRefOf(item.Value.Id) : null, ct).ConfigureAwait(false);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<SalesDocument>.WriteAsync(IReadOnlyList<WriteItem<SalesDocument>> batch, CancellationToken ct) =>
        [await network.WriteAsync(batch[0].ItemId, () => erp.Write(batch[0]), ct).ConfigureAwait(false)];

    async ValueTask<RecordRef?> ISink<SalesDocument>.LookupAsync(WriteItem<SalesDocument> item, CancellationToken ct) =>
        await network.AskAsync(() => erp.Landed(item), ct).ConfigureAwait(false);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<DocumentPosting>.WriteAsync(IReadOnlyList<WriteItem<DocumentPosting>> batch, CancellationToken ct) =>
        [await network.WriteAsync(batch[0].ItemId, () => erp.Post(batch[0]), ct).ConfigureAwait(false)];

    async ValueTask<RecordRef?> ISink<DocumentPosting>.LookupAsync(WriteItem<DocumentPosting> item, CancellationToken ct) =>
        await network.AskAsync(() => erp.Posted(item.Value), ct).ConfigureAwait(false);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<PaymentEntry>.WriteAsync(IReadOnlyList<WriteItem<PaymentEntry>> batch, CancellationToken ct) =>
        [await network.WriteAsync(batch[0].ItemId, () => erp.Book(batch[0]), ct).ConfigureAwait(false)];

    async ValueTask<RecordRef?> ISink<PaymentEntry>.LookupAsync(WriteItem<PaymentEntry> item, CancellationToken ct) =>
        await network.AskAsync(() => erp.Booked(item.Value.TransactionId) ? ErpSystem.PaymentRefOf(item.Value.TransactionId) : null, ct).ConfigureAwait(false);
}
