namespace ErpSync.Storage;

/// <summary>Says which lanes this process owns. The only thing that changes between one process and many nodes.</summary>
public interface ILaneOwnership : IAsyncDisposable
{
    /// <summary>
    /// Acquires lanes and reports every gain and loss until cancelled; releases all on the way out. A lane that goes to another process by agreement is given back only when
    /// the next change is asked for, so whoever watches can finish what is under way first.
    /// </summary>
    /// <param name="ct">Ends the ownership.</param>
    /// <exception cref="StoreException">Another process owns the store exclusively.</exception>
    IAsyncEnumerable<LaneChange> WatchAsync(CancellationToken ct);
}
