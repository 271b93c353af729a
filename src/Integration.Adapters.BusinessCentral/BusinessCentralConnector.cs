using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Adapters.BusinessCentral.Customers;
using ErpSync.Adapters.BusinessCentral.Documents;
using ErpSync.Adapters.BusinessCentral.Items;
using ErpSync.Adapters.BusinessCentral.Journals;
using ErpSync.Adapters.BusinessCentral.Ledger;
using ErpSync.Adapters.BusinessCentral.Payments;
using ErpSync.Adapters.BusinessCentral.Shipments;
using ErpSync.Adapters.BusinessCentral.Stock;
using ErpSync.Adapters.BusinessCentral.Webhooks;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>
/// One company of Business Central over its API v2.0. Ids: documents <c>{kind}:{guid}:{number}</c> (notifications leave the number out), customers
/// and shipments their GUID, stock and items the item number. Thread-safe; never waits, never repeats.
/// </summary>
public sealed class BusinessCentralConnector :
    ISource<Shipment>, ISource<StockLevel>, ISource<SalesDocumentState>, ISource<Item>, ISource<LedgerEntry>,
    ISink<Customer>, ISink<SalesDocument>, ISink<DocumentPosting>, ISink<PaymentEntry>, ISink<GeneralJournal>,
    IWebhookSource, IWebhookRegistrar, ILedgerNumbers, IDisposable
{
    private static readonly TimeSpan RememberBeyondWait = TimeSpan.FromMinutes(2);
    private readonly WriteTurns _turns = new();
    private readonly BcClient _client;
    private readonly ConnectionCheck _check;
    private readonly ShipmentSource _shipments;
    private readonly StockSource _stock;
    private readonly StateSource _states;
    private readonly ItemSource _items;
    private readonly LedgerSource _ledger;
    private readonly CustomerSink _customers;
    private readonly DocumentSink _documents;
    private readonly PostingSink _postings;
    private readonly PaymentSink _payments;
    private readonly JournalSink _journals;
    private readonly NotificationReader _notifications;
    private readonly SubscriptionKeeper _subscriptions;

    internal BusinessCentralConnector(string id, BusinessCentralOptions options, BcClient client, TimeProvider time, ILogger log)
    {
        Descriptor = BusinessCentralCapabilities.Describe(id, options);
        _client = client;
        var company = new BcCompany(client, options);
        var delta = new BcDelta(client, options);
        var batch = new BcBatch(client);
        var application = new InvoiceApplication(client);
        var search = new DocumentSearch(client, batch);
        var reader = new StateReader(client, company);
        _check = new ConnectionCheck(client, company, options);
        _shipments = new ShipmentSource(client, delta);
        _stock = new StockSource(client, options, time);
        _states = new StateSource(delta, reader);
        _items = new ItemSource(client, delta);
        _ledger = new LedgerSource(client, delta);
        _customers = new CustomerSink(client, new CustomerTemplate(client, options, time), options);
        var recent = new RecentWrites(options.UnknownOutcomeWait + RememberBeyondWait, time);
        var proof = new TaxProof(options.CompareTax);
        _documents = new DocumentSink(client, new DocumentBuilder(options, company, application), search, new DocumentCompletion(client, new DocumentDiagnosis(client, company, options), recent, proof, log), recent, proof, log);
        _postings = new PostingSink(client, application);
        _payments = new PaymentSink(client, batch, new PaymentJournals(client, company, options), recent, options);
        _journals = new JournalSink(client, batch, company, new JournalBatch(client, options), recent);
        _notifications = new NotificationReader(options, log);
        _subscriptions = new SubscriptionKeeper(client, options, time);
    }

    /// <inheritdoc/>
    public ConnectorDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => _check.RunAsync(ct);

    /// <inheritdoc/>
    public string PaymentNumber(string transactionId) => PaymentSink.Number(transactionId);

    /// <inheritdoc/>
    public WebhookVerdict Receive(WebhookDelivery delivery) => _notifications.Receive(delivery);

    /// <inheritdoc/>
    public async ValueTask<SubscriptionReport> EnsureSubscriptionsAsync(Uri callback, CancellationToken ct)
    {
        try
        {
            return await _subscriptions.EnsureAsync(callback, ct).ConfigureAwait(false);
        }
        catch (BcException failure)
        {
            throw failure.ToConnectorException();
        }
    }

    /// <summary>Releases what the connection holds; the <c>HttpClient</c> stays with its owner.</summary>
    public void Dispose() => _client.Dispose();

    IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, CancellationToken ct) => BcDelta.GuardAsync(_shipments.ReadAsync(request, ct), ct);

    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => BcDelta.GuardAsync(_shipments.FindAsync(ids, ct), ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => BcDelta.GuardAsync(_stock.ReadAsync(request, ct), ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => BcDelta.GuardAsync(_stock.FindAsync(ids, ct), ct);

    IAsyncEnumerable<SourcePage<SalesDocumentState>> ISource<SalesDocumentState>.ReadAsync(ReadRequest request, CancellationToken ct) => BcDelta.GuardAsync(_states.ReadAsync(request, ct), ct);

    IAsyncEnumerable<SourceRecord<SalesDocumentState>> ISource<SalesDocumentState>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => BcDelta.GuardAsync(_states.FindAsync(ids, ct), ct);

    IAsyncEnumerable<SourcePage<Item>> ISource<Item>.ReadAsync(ReadRequest request, CancellationToken ct) => BcDelta.GuardAsync(_items.ReadAsync(request, ct), ct);

    IAsyncEnumerable<SourceRecord<Item>> ISource<Item>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => BcDelta.GuardAsync(_items.FindAsync(ids, ct), ct);

    IAsyncEnumerable<SourcePage<LedgerEntry>> ISource<LedgerEntry>.ReadAsync(ReadRequest request, CancellationToken ct) => BcDelta.GuardAsync(_ledger.ReadAsync(request, ct), ct);

    IAsyncEnumerable<SourceRecord<LedgerEntry>> ISource<LedgerEntry>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => BcDelta.GuardAsync(_ledger.FindAsync(ids, ct), ct);

    ValueTask<IReadOnlyList<WriteResult>> ISink<Customer>.WriteAsync(IReadOnlyList<WriteItem<Customer>> batch, CancellationToken ct) => BcWrites.RunAsync(batch, _turns, _customers.WriteAsync, ct);

    ValueTask<RecordRef?> ISink<Customer>.LookupAsync(WriteItem<Customer> item, CancellationToken ct) => BcWrites.LookupAsync(() => _customers.LookupAsync(item, ct));

    ValueTask<IReadOnlyList<WriteResult>> ISink<SalesDocument>.WriteAsync(IReadOnlyList<WriteItem<SalesDocument>> batch, CancellationToken ct) => BcWrites.RunAsync(batch, _turns, _documents.WriteAsync, ct);

    ValueTask<RecordRef?> ISink<SalesDocument>.LookupAsync(WriteItem<SalesDocument> item, CancellationToken ct) => BcWrites.LookupAsync(() => _documents.LookupAsync(item, ct));

    ValueTask<IReadOnlyList<WriteResult>> ISink<DocumentPosting>.WriteAsync(IReadOnlyList<WriteItem<DocumentPosting>> batch, CancellationToken ct) => BcWrites.RunAsync(batch, _turns, _postings.WriteAsync, ct);

    ValueTask<RecordRef?> ISink<DocumentPosting>.LookupAsync(WriteItem<DocumentPosting> item, CancellationToken ct) => BcWrites.LookupAsync(() => _postings.LookupAsync(item, ct));

    ValueTask<IReadOnlyList<WriteResult>> ISink<PaymentEntry>.WriteAsync(IReadOnlyList<WriteItem<PaymentEntry>> batch, CancellationToken ct) => BcWrites.RunAsync(batch, _turns, _payments.WriteAsync, ct);

    ValueTask<RecordRef?> ISink<PaymentEntry>.LookupAsync(WriteItem<PaymentEntry> item, CancellationToken ct) => BcWrites.LookupAsync(() => _payments.LookupAsync(item, ct));

    ValueTask<IReadOnlyList<WriteResult>> ISink<GeneralJournal>.WriteAsync(IReadOnlyList<WriteItem<GeneralJournal>> batch, CancellationToken ct) => BcWrites.RunAsync(batch, _turns, _journals.WriteAsync, ct);

    ValueTask<RecordRef?> ISink<GeneralJournal>.LookupAsync(WriteItem<GeneralJournal> item, CancellationToken ct) => BcWrites.LookupAsync(() => _journals.LookupAsync(item, ct));
}
