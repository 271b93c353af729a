namespace ErpSync.Storage;

/// <summary>Says which lanes this process owns. The only thing that changes between one process and many nodes.</summary>
public interface ILaneOwnership : IAsyncDisposable
{
    /// <summary>
    /// Whether this process may act on its lanes still. False once its leases may have ended by its own clock, for example after it was paused: what it has not sent by then, it
    /// does not send. Default true, for ownership that does not run out.
    /// </summary>
    bool IsCurrent => true;

    /// <summary>
    /// Acquires lanes and reports every gain and loss until cancelled; releases all on the way out. A lane that goes to another process by agreement is given back only when
    /// the next change is asked for, so whoever watches can finish what is under way first.
    /// </summary>
    /// <param name="ct">Ends the ownership.</param>
    /// <exception cref="StoreException">Another process owns the store exclusively.</exception>
    IAsyncEnumerable<LaneChange> WatchAsync(CancellationToken ct);
}
