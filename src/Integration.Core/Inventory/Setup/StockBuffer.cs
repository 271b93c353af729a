namespace ErpSync.Inventory;

/// <summary>The usual buffers.</summary>
public static class StockBuffer
{
    /// <summary>A number of units.</summary>
    /// <param name="units">Base units, not negative.</param>
    public static IStockBuffer Units(decimal units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        return new Fixed(units);
    }

    /// <summary>A share of the physical stock.</summary>
    /// <param name="percent">Percent, 0 to 100.</param>
    public static IStockBuffer PercentOnHand(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100m);
        return new Share(percent);
    }

    /// <summary>What is sold in a number of days.</summary>
    /// <param name="days">Days, not negative.</param>
    /// <param name="velocity">Base units sold a day, not negative.</param>
    public static IStockBuffer DaysOfCover(decimal days, decimal velocity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfNegative(velocity);
        return new Fixed(days * velocity);
    }

    private sealed record Fixed(decimal Quantity) : IStockBuffer
    {
        public decimal Keep(decimal onHand) => Quantity;
    }

    private sealed record Share(decimal Percent) : IStockBuffer
    {
        public decimal Keep(decimal onHand) => onHand * Percent / 100m;
    }
}
