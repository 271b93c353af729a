using ErpSync.Connectors;
using ErpSync.Model;

namespace CustomAdapter;

/// <summary>The other side of the sample: a shop in memory that takes fulfilments and shows stock.</summary>
internal sealed class InMemoryShop(string id, TimeProvider time) : ISink<Shipment>, ISource<StockLevel>, ISink<StockLevel>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Shipment> _fulfilments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, decimal>> _stock = new(StringComparer.Ordinal);

    public ConnectorDescriptor Descriptor { get; } = new(id, "Shop", "shop",
    [
        new EntityCapability(EntityNames.Shipment) { Writes = WriteModes.Create, Idempotency = IdempotencyMode.Native, MaxBatchSize = 50 },
        new EntityCapability(EntityNames.StockLevel)
        {
            Reads = ReadModes.ById, Writes = WriteModes.Set, Idempotency = IdempotencyMode.NaturalKey, MaxBatchSize = 50,
        },
    ]);

    public IReadOnlyCollection<Shipment> Fulfilments
    {
        get
        {
            lock (_lock)
            {
                return [.. _fulfilments.Values];
            }
        }
    }

    /// <summary>Puts an article on sale at a location; the shop knows no stock of anything else.</summary>
    public void Sell(string sku, string location)
    {
        lock (_lock)
        {
            _stock[sku] = new Dictionary<string, decimal>(StringComparer.Ordinal) { [location] = 0 };
        }
    }

    public decimal StockOf(string sku, string location)
    {
        lock (_lock)
        {
            return _stock[sku][location];
        }
    }

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Shipment>> batch, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(item =>
                new WriteResult.Applied(item.ItemId, new RecordRef(item.Key.Value), WasReplay: !_fulfilments.TryAdd(item.Key.Value, item.Value)))]);
        }
    }

    public ValueTask<RecordRef?> LookupAsync(WriteItem<Shipment> item, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_fulfilments.ContainsKey(item.Key.Value) ? new RecordRef(item.Key.Value) : null);
        }
    }

    public IAsyncEnumerable<SourcePage<StockLevel>> ReadAsync(ReadRequest request, CancellationToken ct) =>
        throw new NotSupportedException("The shop's stock is read by SKU only; its capability says so.");

    public async IAsyncEnumerable<SourceRecord<StockLevel>> FindAsync(
        IReadOnlyList<string> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var sku in ids)
        {
            yield return Read(sku);
        }
    }

    /// <summary>Compare and set: when somebody changed the number meanwhile, it is a conflict and the engine reads again.</summary>
    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<StockLevel>> batch, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(Set)]);
        }
    }

    public ValueTask<RecordRef?> LookupAsync(WriteItem<StockLevel> item, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(item.Value.Cells.All(cell => _stock[item.Value.Sku][cell.Location] == cell.OnHand) ? new RecordRef(item.Value.Sku) : null);
        }
    }

    private SourceRecord<StockLevel> Read(string sku)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return _stock.TryGetValue(sku, out var cells)
                ? new SourceRecord<StockLevel>(sku, "", now,
                    new StockLevel { Sku = sku, AsOf = now, Cells = [.. cells.Select(cell => new StockCell { Location = cell.Key, OnHand = cell.Value })] })
                : new SourceRecord<StockLevel>(sku, "", now, null, IsDeleted: true);
        }
    }

    private WriteResult Set(WriteItem<StockLevel> item)
    {
        var cells = _stock[item.Value.Sku];
        if (item.Value.Cells.FirstOrDefault(cell => cell.ChangeFrom is { } seen && cells[cell.Location] != seen) is { } stale)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Conflict, "shop.stock-changed", $"{item.Value.Sku} at {stale.Location} changed meanwhile."));
        }

        foreach (var cell in item.Value.Cells)
        {
            cells[cell.Location] = cell.OnHand;
        }

        return new WriteResult.Applied(item.ItemId, new RecordRef(item.Value.Sku));
    }
}
