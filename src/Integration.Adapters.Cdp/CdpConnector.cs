using ErpSync.Adapters.Cdp.Events;
using ErpSync.Adapters.Cdp.Profiles;
using ErpSync.Adapters.Cdp.Transport;
using ErpSync.Adapters.Cdp.Webhooks;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp;

/// <summary>
/// One CRM or CDP that takes events in the Segment specification: customer activity as <c>track</c>, customers as <c>identify</c>, consent and relationship read
/// by id from the profile API, webhooks received. Thread-safe; made by the builder.
/// </summary>
public sealed class CdpConnector : ISink<CustomerActivity>, ISink<Customer>, ISource<CustomerProfile>, IWebhookSource
{
    private readonly CdpOptions _options;
    private readonly CdpClient _client;
    private readonly ProfileReader? _profiles;
    private readonly EventSink<CustomerActivity> _activities;
    private readonly EventSink<Customer> _customers;
    private readonly WebhookReceiver _webhooks;

    internal CdpConnector(string id, CdpOptions options, HttpClient http, TimeProvider time)
    {
        _options = options;
        _client = new CdpClient(options, http, time);
        _profiles = options.ReadsProfiles ? new ProfileReader(_client, options, time) : null;
        _webhooks = new WebhookReceiver(options);
        var sender = new EventSender(_client, options);
        _activities = new EventSink<CustomerActivity>(
            WriteKind.Create, EntityNames.CustomerActivity, sender, options, TrackMessage.Check,
            (activity, messageId) => TrackMessage.Write(activity, messageId, options));
        _customers = new EventSink<Customer>(
            WriteKind.Update, EntityNames.Customer, sender, options, IdentifyMessage.Check,
            (customer, messageId) => IdentifyMessage.Write(customer, messageId, options, time.GetUtcNow()));
        Descriptor = new ConnectorDescriptor(id, $"CDP at {options.Endpoint.Host}", "cdp",
        [
            Told(EntityNames.CustomerActivity, WriteModes.Create),
            Told(EntityNames.Customer, WriteModes.Update),
            .. options.ReadsProfiles
                ? [new EntityCapability(EntityNames.CustomerProfile) { Reads = ReadModes.ById | ReadModes.Webhooks, MaxReadBatchSize = 20 }]
                : Array.Empty<EntityCapability>(),
        ]);
    }

    /// <inheritdoc/>
    public ConnectorDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ConnectionCheck.RunAsync(_client, _profiles, ct);

    /// <inheritdoc/>
    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return _webhooks.Receive(delivery);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<CustomerActivity>> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _activities.WriteAsync(batch, ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Customer>> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _customers.WriteAsync(batch, ct);
    }

    /// <summary>
    /// Asks the profile API for the event. Without it nobody can say; null then leads to a repetition under the same <c>messageId</c>, which the CDP drops.
    /// </summary>
    /// <inheritdoc/>
    public async ValueTask<RecordRef?> LookupAsync(WriteItem<CustomerActivity> item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        var messageId = MessageIds.Of(item.Key);
        return _profiles is not null && await _profiles.HasEventAsync(Identity.Of(item.Value, _options), messageId, item.Value.OccurredAt, ct)
            ? new RecordRef(messageId)
            : null;
    }

    /// <summary>No API lists <c>identify</c> messages: null leads to a repetition under the same <c>messageId</c>, which the CDP drops.</summary>
    /// <inheritdoc/>
    public ValueTask<RecordRef?> LookupAsync(WriteItem<Customer> item, CancellationToken ct) => ValueTask.FromResult<RecordRef?>(null);

    /// <summary>Not possible: the profile API lists no changes.</summary>
    /// <inheritdoc/>
    public IAsyncEnumerable<SourcePage<CustomerProfile>> ReadAsync(ReadRequest request, CancellationToken ct) =>
        throw new ConnectorException(new Fault(FaultKind.Invalid, "cdp.not-listable", "Profiles are read by id; the CDP does not list them.")
        {
            Hint = "Follow them by webhook.",
        });

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceRecord<CustomerProfile>> FindAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _profiles?.FindAsync(ids, ct)
            ?? throw new ConnectorException(new Fault(FaultKind.Invalid, "cdp.no-profiles", "This connection reads no profiles.")
            {
                Hint = "Set SpaceId and ProfileToken.",
            });
    }

    private EntityCapability Told(string entity, WriteModes writes) => new(entity)
    {
        Writes = writes,
        Idempotency = IdempotencyMode.Native,
        MaxBatchSize = _options.MaxBatchEvents,
        ConsistencyLag = _options.ReadsProfiles && entity == EntityNames.CustomerActivity ? _options.ProfileLag : TimeSpan.Zero,
    };
}
