namespace ErpSync.Storage;

/// <summary>Says which lanes this process owns. The only thing that changes between one process and many nodes.</summary>
public interface ILaneOwnership : IAsyncDisposable
{
    /// <summary>Acquires lanes and reports every gain and loss until cancelled; releases all on the way out.</summary>
    /// <param name="ct">Ends the ownership.</param>
    /// <exception cref="StoreException">Another process owns the store exclusively.</exception>
    IAsyncEnumerable<LaneChange> WatchAsync(CancellationToken ct);
}
