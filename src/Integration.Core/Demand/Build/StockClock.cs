namespace ErpSync.Demand;

/// <summary>What a series could sell over time. A quantity is in effect from its instant until the next.</summary>
internal sealed class StockClock
{
    private readonly List<(DateTimeOffset At, decimal Quantity)> _changes = [];

    /// <summary>Adds a change; changes come in order of their instants.</summary>
    public void Add(DateTimeOffset at, decimal quantity) => _changes.Add((at, quantity));

    /// <summary>Quantity in effect at an instant; null when nothing is known yet.</summary>
    public decimal? At(DateTimeOffset instant) => Index(instant) is >= 0 and var index ? _changes[index].Quantity : null;

    /// <summary>Quantity in effect just before an instant.</summary>
    public decimal? Before(DateTimeOffset instant) => At(instant.AddTicks(-1));

    /// <summary>Share of the time with something to sell; time before anything is known does not count. Null when nothing does.</summary>
    public decimal? ShareInStock(IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> stretches)
    {
        long known = 0, inStock = 0;
        foreach (var (from, until) in stretches)
        {
            for (var i = Math.Max(0, Index(from)); i < _changes.Count && _changes[i].At < until; i++)
            {
                var start = _changes[i].At > from ? _changes[i].At : from;
                var end = i + 1 < _changes.Count && _changes[i + 1].At < until ? _changes[i + 1].At : until;
                known += (end - start).Ticks;
                inStock += _changes[i].Quantity > 0m ? (end - start).Ticks : 0;
            }
        }

        return known == 0 ? null : (decimal)inStock / known;
    }

    private int Index(DateTimeOffset instant)
    {
        var (low, high) = (0, _changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_changes[middle].At <= instant)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}
