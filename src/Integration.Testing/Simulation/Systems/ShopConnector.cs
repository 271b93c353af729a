using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Simulation.Runtime;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>One process's connection to the simulated shop.</summary>
internal sealed class ShopConnector(ShopSystem shop, SimulatedNetwork network, SimulatedScheduler scheduler, bool tellsAvailable)
    : ISource<Order>, ISource<Customer>, ISource<Item>, ISource<StockLevel>, ISink<Shipment>, ISink<StockLevel>, IWebhookSource
{
    public const string Id = "shop";

    private readonly Readings<Order> _orders = new(network, scheduler, shop.OrderChanges, id => shop.Find(id)?.Read(shop.OrderChanges.Find(id)!.At));
    private readonly Readings<StockLevel> _stock = new(network, scheduler, shop.StockChanges, sku => new StockLevel
    {
        Sku = sku,
        AsOf = scheduler.Now,
        Cells = [new StockCell { Location = "", OnHand = shop.Stock[sku], Available = tellsAvailable ? shop.Stock[sku] - shop.Committed(sku) : null }],
    });
    private readonly Readings<Item> _items = new(network, scheduler, shop.StockChanges, sku => new Item { Id = sku, Sku = sku });

    public ConnectorDescriptor Descriptor { get; } = new(Id, "Simulated shop", "shop",
    [
        new EntityCapability(EntityNames.Order) { Reads = ReadModes.ById | ReadModes.Delta | ReadModes.Webhooks, MaxReadBatchSize = 10 },
        new EntityCapability(EntityNames.Customer) { Reads = ReadModes.ById },
        new EntityCapability(EntityNames.Item) { Reads = ReadModes.ById | ReadModes.Webhooks },
        new EntityCapability(EntityNames.Shipment) { Writes = WriteModes.Create, Idempotency = IdempotencyMode.NaturalKey, ConsistencyLag = SimulatedNetwork.Lag },
        new EntityCapability(EntityNames.StockLevel)
        {
            Reads = ReadModes.ById | ReadModes.Delta,
            Writes = WriteModes.Set,
            Idempotency = IdempotencyMode.Native,
            MaxBatchSize = 3,
            ConsistencyLag = SimulatedNetwork.Lag,
        },
    ]);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public WebhookVerdict Receive(WebhookDelivery delivery) => Notice.Read(delivery);

    IAsyncEnumerable<SourcePage<Order>> ISource<Order>.ReadAsync(ReadRequest request, CancellationToken ct) => _orders.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Order>> ISource<Order>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _orders.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => _stock.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _stock.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Item>> ISource<Item>.ReadAsync(ReadRequest request, CancellationToken ct) => _items.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Item>> ISource<Item>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _items.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Customer>> ISource<Customer>.ReadAsync(ReadRequest request, CancellationToken ct) => AsyncEnumerable.Empty<SourcePage<Customer>>();

    async IAsyncEnumerable<SourceRecord<Customer>> ISource<Customer>.FindAsync(
        IReadOnlyList<string> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await network.AskAsync(static () => true, ct).ConfigureAwait(false);
        foreach (var id in ids)
        {
            yield return new SourceRecord<Customer>(id, "1", scheduler.Now, new Customer { Id = id, DisplayName = id });
        }
    }

    async ValueTask<IReadOnlyList<WriteResult>> ISink<Shipment>.WriteAsync(IReadOnlyList<WriteItem<Shipment>> batch, CancellationToken ct) =>
        [await network.WriteAsync(batch[0].ItemId, () => shop.Fulfil(batch[0]), ct).ConfigureAwait(false)];

    async ValueTask<RecordRef?> ISink<Shipment>.LookupAsync(WriteItem<Shipment> item, CancellationToken ct) =>
        await network.AskAsync(() => shop.Fulfilments.Exists(made => made.Shipment == item.Value.Id) ? new RecordRef($"F-{item.Value.Id}") : null, ct).ConfigureAwait(false);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<StockLevel>.WriteAsync(IReadOnlyList<WriteItem<StockLevel>> batch, CancellationToken ct)
    {
        var results = new List<WriteResult>(batch.Count);
        foreach (var item in batch)
        {
            results.Add(await network.WriteAsync(item.ItemId, () => shop.SetStock(item), ct).ConfigureAwait(false));
        }

        return results;
    }

    async ValueTask<RecordRef?> ISink<StockLevel>.LookupAsync(WriteItem<StockLevel> item, CancellationToken ct) =>
        await network.AskAsync(() => shop.Stock[item.Value.Sku] == item.Value.Cells[0].OnHand ? new RecordRef(item.Value.Sku) : null, ct).ConfigureAwait(false);
}
