namespace ErpSync.Demand;

/// <summary>Facts about demand as the engine saw them in orders and stock: what was ordered, cancelled, shipped, returned and refused, and what could be sold. Thread-safe.</summary>
public interface IDemandFeed
{
    /// <summary>Facts of a span of days, hour by hour, so that memory is bounded by one hour's orders or one day's SKUs.</summary>
    /// <param name="from">First day, UTC: of an order's placing, or of a quantity that could be sold.</param>
    /// <param name="through">Last day, UTC. What became of its orders later belongs to them.</param>
    /// <param name="ct">Cancels between readings.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    IAsyncEnumerable<DemandFact> ReadAsync(DateOnly from, DateOnly through, CancellationToken ct = default);

    /// <summary>A dataset of these facts with the host's channels, items and policies; channels that the host did not describe have the defaults.</summary>
    /// <param name="from">First day, UTC.</param>
    /// <param name="through">Last day, UTC.</param>
    /// <param name="ct">Cancels between readings.</param>
    /// <returns>The dataset, not built yet: add facts of your own, then call <see cref="DemandDataset.Build"/>, once for every instant it is to be known at.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    ValueTask<DemandDataset> ReadDatasetAsync(DateOnly from, DateOnly through, CancellationToken ct = default);
}
