namespace ErpSync.Sandbox.Shopify.Http;

/// <summary>The calculated-cost bucket: full at first, refilled at a steady rate.</summary>
internal sealed class LeakyBucket(int size, int ratePerSecond, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private decimal _available = size;
    private DateTimeOffset _at = clock.GetUtcNow();

    public int Size { get; } = size;

    public int RatePerSecond { get; } = ratePerSecond;

    /// <summary>Takes the cost if it is there; says what is left either way.</summary>
    public bool TryTake(int cost, out int available)
    {
        lock (_gate)
        {
            Refill();
            var admitted = _available >= cost;
            _available -= admitted ? cost : 0;
            available = (int)decimal.Floor(_available);
            return admitted;
        }
    }

    /// <summary>Gives back what a request asked for but did not use; says what is there then.</summary>
    public int GiveBack(int cost)
    {
        lock (_gate)
        {
            Refill();
            _available = Math.Min(Size, _available + cost);
            return (int)decimal.Floor(_available);
        }
    }

    private void Refill()
    {
        var now = clock.GetUtcNow();
        var seconds = Math.Max(0, (now - _at).Ticks) / (decimal)TimeSpan.TicksPerSecond;
        _available = Math.Min(Size, _available + (seconds * RatePerSecond));
        _at = now;
    }
}
