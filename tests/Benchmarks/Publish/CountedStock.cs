using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Model;

namespace Benchmarks.Publish;

/// <summary>The system that owns the stock: numbers in memory, changed by whoever counts.</summary>
internal sealed class CountedStock(string id, int skus, IReadOnlyList<string> locations) : ISource<StockLevel>
{
    private readonly int[] _changes = new int[skus];
    private readonly Queue<int> _feed = new(Enumerable.Range(0, skus));
    private readonly Lock _lock = new();
    private long _position;

    public ConnectorDescriptor Descriptor { get; } = new(id, "Counted stock", "memory",
        [new EntityCapability(EntityNames.StockLevel) { Reads = ReadModes.ById | ReadModes.Delta, MaxReadBatchSize = 1_000 }]);

    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"SKU-{number + 1:D5}");

    /// <summary>Units of a SKU at one of its locations, after so many counts.</summary>
    public static int Units(int number, int location, int changes) => 10 + ((number + location) % 90) + changes;

    /// <summary>The sum of everything, to compare with what the shop shows.</summary>
    public long Total()
    {
        lock (_lock)
        {
            return Enumerable.Range(0, skus).Sum(number => Enumerable.Range(0, locations.Count).Sum(location => (long)Units(number, location, _changes[number])));
        }
    }

    /// <summary>The first so many SKUs are counted again, one more of each everywhere.</summary>
    public void Count(int first)
    {
        lock (_lock)
        {
            for (var number = 0; number < first; number++)
            {
                _changes[number]++;
                _feed.Enqueue(number);
            }
        }
    }

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public async IAsyncEnumerable<SourcePage<StockLevel>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        while (true)
        {
            var page = new List<SourceRecord<StockLevel>>(500);
            lock (_lock)
            {
                while (page.Count < 500 && _feed.TryDequeue(out var number))
                {
                    _position++;
                    page.Add(Record(number, headerOnly: true));
                }
            }

            if (page.Count == 0)
            {
                yield break;
            }

            yield return new SourcePage<StockLevel>(page, new Checkpoint(_position.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public async IAsyncEnumerable<SourceRecord<StockLevel>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var sku in ids)
        {
            yield return Record(int.Parse(sku.AsSpan(4), CultureInfo.InvariantCulture) - 1, headerOnly: false);
        }
    }

    private SourceRecord<StockLevel> Record(int number, bool headerOnly)
    {
        lock (_lock)
        {
            var level = headerOnly ? null : new StockLevel
            {
                Sku = Sku(number),
                Cells = [.. locations.Select((location, index) => new StockCell { Location = location, OnHand = Units(number, index, _changes[number]) })],
            };
            return new SourceRecord<StockLevel>(Sku(number), _changes[number].ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch, level);
        }
    }
}
