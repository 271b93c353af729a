using ErpSync.Adapters.Shopify.Customers;
using ErpSync.Adapters.Shopify.Items;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Payouts;
using ErpSync.Adapters.Shopify.Shipments;
using ErpSync.Adapters.Shopify.Stock;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Adapters.Shopify.Webhooks;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.Shopify;

/// <summary>
/// One Shopify shop: orders, items, stock, customers, payouts and disputes are read, stock and shipments written, webhooks received and kept subscribed. Ids are GIDs; a stock
/// level's id is its SKU and its locations are the ERP codes of <see cref="ShopifyOptions.LocationMap"/>. Thread-safe; made by the builder.
/// </summary>
public sealed class ShopifyConnector
    : ISource<Order>, ISource<Item>, ISource<StockLevel>, ISource<Customer>, ISource<Payout>, ISource<PaymentDispute>,
    ISink<StockLevel>, ISink<Shipment>, IWebhookSource, IWebhookRegistrar, IDisposable
{
    private readonly TokenProvider _tokens;
    private readonly OrderSource _orders;
    private readonly ItemSource _items;
    private readonly StockReader _stock;
    private readonly StockWriter _stockWriter;
    private readonly CustomerSource _customers;
    private readonly ShipmentWriter _shipments;
    private readonly PayoutSource _payouts;
    private readonly DisputeSource _disputes;
    private readonly WebhookReceiver _webhooks;
    private readonly SubscriptionKeeper _subscriptions;
    private readonly ConnectionCheck _check;

    internal ShopifyConnector(
        string id, ShopifyOptions options, HttpClient http, TimeProvider time, IRateBudgetReporter budgets, ILoggerFactory loggers, ILinkedRecords? links)
    {
        Descriptor = ShopifyCapabilities.Describe(id, options);
        _tokens = new TokenProvider(options, http, time);
        var client = new ShopifyClient(id, options, http, _tokens, time, budgets, loggers.CreateLogger<ShopifyConnector>());
        var skus = new SkuIndex(client, options, time);
        var locations = new LocationBook(options);
        _orders = new OrderSource(client, options, time, new BulkOrders(client, options, http, time));
        _items = new ItemSource(client, options, time);
        _stock = new StockReader(client, options, time, skus, locations);
        _stockWriter = new StockWriter(client, options, skus, locations, _stock);
        _customers = new CustomerSource(client, options, time);
        _shipments = new ShipmentWriter(client, options, locations, new FulfilmentOwners(id, links), time);
        var account = new PaymentsAccount(client);
        _payouts = new PayoutSource(account, options, time);
        _disputes = new DisputeSource(account, options, time);
        _webhooks = new WebhookReceiver(options);
        _subscriptions = new SubscriptionKeeper(client, options);
        _check = new ConnectionCheck(client, options);
    }

    /// <inheritdoc/>
    public ConnectorDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => await _check.RunAsync(ct);

    /// <inheritdoc/>
    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return _webhooks.Receive(delivery);
    }

    /// <inheritdoc/>
    public async ValueTask<SubscriptionReport> EnsureSubscriptionsAsync(Uri callback, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return await _subscriptions.EnsureAsync(callback, ct);
    }

    /// <summary>Releases the token lock. The <see cref="HttpClient"/> belongs to the host.</summary>
    public void Dispose() => _tokens.Dispose();

    IAsyncEnumerable<SourcePage<Order>> ISource<Order>.ReadAsync(ReadRequest request, CancellationToken ct) => _orders.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Order>> ISource<Order>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _orders.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Item>> ISource<Item>.ReadAsync(ReadRequest request, CancellationToken ct) => _items.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Item>> ISource<Item>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _items.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => _stock.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _stock.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Customer>> ISource<Customer>.ReadAsync(ReadRequest request, CancellationToken ct) => _customers.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Customer>> ISource<Customer>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _customers.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<Payout>> ISource<Payout>.ReadAsync(ReadRequest request, CancellationToken ct) => _payouts.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Payout>> ISource<Payout>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _payouts.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<PaymentDispute>> ISource<PaymentDispute>.ReadAsync(ReadRequest request, CancellationToken ct) => _disputes.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<PaymentDispute>> ISource<PaymentDispute>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _disputes.FindAsync(ids, ct);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<StockLevel>.WriteAsync(IReadOnlyList<WriteItem<StockLevel>> batch, CancellationToken ct) =>
        await _stockWriter.WriteAsync(batch, ct);

    async ValueTask<RecordRef?> ISink<StockLevel>.LookupAsync(WriteItem<StockLevel> item, CancellationToken ct) => await _stockWriter.LookupAsync(item, ct);

    async ValueTask<IReadOnlyList<WriteResult>> ISink<Shipment>.WriteAsync(IReadOnlyList<WriteItem<Shipment>> batch, CancellationToken ct) =>
        await _shipments.WriteAsync(batch, ct);

    async ValueTask<RecordRef?> ISink<Shipment>.LookupAsync(WriteItem<Shipment> item, CancellationToken ct) => await _shipments.LookupAsync(item, ct);
}
