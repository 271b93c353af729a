using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Ownership;

/// <summary>A system with stock that people can edit.</summary>
internal sealed class StockSystem(string id, bool idsIgnoreCase = false) : ISource<StockLevel>, ISink<StockLevel>
{
    private readonly ConcurrentDictionary<string, (decimal OnHand, decimal Promised, long Version)> _stock = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<decimal> _writes = new();
    private long _version;

    public ConnectorDescriptor Descriptor { get; } = new(id, id, "memory",
        [new EntityCapability(EntityNames.StockLevel) { Reads = ReadModes.ById | ReadModes.Delta, Writes = WriteModes.Set, Idempotency = IdempotencyMode.Native, IdsIgnoreCase = idsIgnoreCase }]);

    /// <summary>Whether writes fail as if the system were down.</summary>
    public bool IsDown { get; set; }

    public IReadOnlyList<decimal> Writes => [.. _writes];

    public decimal this[string sku]
    {
        get => _stock[sku].OnHand;
        set => _stock[sku] = (value, _stock.TryGetValue(sku, out var before) ? before.Promised : 0m, Interlocked.Increment(ref _version));
    }

    /// <summary>An order is placed: less may be sold.</summary>
    public void Promise(string sku, decimal units) => _stock[sku] = _stock[sku] with { Promised = _stock[sku].Promised + units };

    /// <summary>Promised units leave.</summary>
    public void Ship(string sku, decimal units) => _stock[sku] = (_stock[sku].OnHand - units, _stock[sku].Promised - units, Interlocked.Increment(ref _version));

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public async IAsyncEnumerable<SourcePage<StockLevel>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        yield break;
    }

    public async IAsyncEnumerable<SourceRecord<StockLevel>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        foreach (var sku in ids)
        {
            var known = _stock.TryGetValue(sku, out var stock);
            var level = known ? new StockLevel { Sku = sku, Cells = [new StockCell { Location = "MAIN", OnHand = stock.OnHand, Available = stock.OnHand - stock.Promised }] } : null;
            yield return new SourceRecord<StockLevel>(sku, "1", DateTimeOffset.UnixEpoch, level, IsDeleted: !known);
        }
    }

    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<StockLevel>> batch, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(Write)]);

    public ValueTask<RecordRef?> LookupAsync(WriteItem<StockLevel> item, CancellationToken ct) => ValueTask.FromResult<RecordRef?>(null);

    private WriteResult Write(WriteItem<StockLevel> item)
    {
        if (IsDown)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Transient, "stock.down", "The system is down."));
        }

        var onHand = item.Value.Cells.Single().OnHand;
        _writes.Enqueue(onHand);
        this[item.Value.Sku] = onHand;
        return new WriteResult.Applied(item.ItemId, new RecordRef(item.Value.Sku));
    }
}
