using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing;

namespace ErpSync.Adapters.Cdp.Tests.Support;

/// <summary>A shop in memory: orders and customers are read, profiles are written into its customers.</summary>
internal sealed class TestShop(string id, TimeProvider time) : ISource<Order>, ISource<Customer>, ISink<CustomerProfile>
{
    private readonly InMemoryConnector<Order> _orders = new(id, EntityNames.Order, time);
    private readonly InMemoryConnector<Customer> _customers = new(id, EntityNames.Customer, time);
    private readonly Lock _lock = new();
    private readonly List<CustomerProfile> _written = [];
    private readonly HashSet<string> _keys = [];
    private readonly Dictionary<string, Customer> _known = new(StringComparer.Ordinal);

    public ConnectorDescriptor Descriptor { get; } = new(id, "Test shop", "shop",
    [
        new EntityCapability(EntityNames.Order) { Reads = ReadModes.ById | ReadModes.Delta },
        new EntityCapability(EntityNames.Customer) { Reads = ReadModes.ById | ReadModes.Delta },
        new EntityCapability(EntityNames.CustomerProfile) { Writes = WriteModes.Update, Idempotency = IdempotencyMode.Native, MaxBatchSize = 10 },
    ]);

    /// <summary>Profiles written, in order.</summary>
    public IReadOnlyList<CustomerProfile> Written
    {
        get
        {
            lock (_lock)
            {
                return [.. _written];
            }
        }
    }

    public Customer? Find(string customer)
    {
        lock (_lock)
        {
            return _known.GetValueOrDefault(customer);
        }
    }

    public void Put(Order order) => _orders.Put(order.Id, order);

    public void Put(Customer customer)
    {
        lock (_lock)
        {
            _known[customer.Id] = customer;
        }

        _customers.Put(customer.Id, customer);
    }

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => _orders.CheckAsync(ct);

    IAsyncEnumerable<SourcePage<Order>> ISource<Order>.ReadAsync(ReadRequest request, CancellationToken ct) => _orders.ReadAsync(request, ct);

    /// <summary>An order shows its customer as the customer is now.</summary>
    async IAsyncEnumerable<SourceRecord<Order>> ISource<Order>.FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in _orders.FindAsync(ids, ct))
        {
            yield return record.Value?.Customer is { } customer ? record with { Value = record.Value with { Customer = Find(customer.Id) ?? customer } } : record;
        }
    }

    IAsyncEnumerable<SourcePage<Customer>> ISource<Customer>.ReadAsync(ReadRequest request, CancellationToken ct) => _customers.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Customer>> ISource<Customer>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _customers.FindAsync(ids, ct);

    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<CustomerProfile>> batch, CancellationToken ct)
    {
        foreach (var item in batch)
        {
            lock (_lock)
            {
                if (!_keys.Add(item.Key.Value))
                {
                    continue;
                }

                _written.Add(item.Value);
            }

            if (item.Value.Consent is { } consent && Find(item.Value.CustomerId) is { } known)
            {
                Put(known with { Consent = consent });
            }
        }

        return ValueTask.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(static item => new WriteResult.Applied(item.ItemId, new RecordRef(item.Value.CustomerId)))]);
    }

    public ValueTask<RecordRef?> LookupAsync(WriteItem<CustomerProfile> item, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_keys.Contains(item.Key.Value) ? new RecordRef(item.Value.CustomerId) : null);
        }
    }
}
