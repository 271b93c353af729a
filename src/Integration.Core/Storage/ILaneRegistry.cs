namespace ErpSync.Storage;

/// <summary>
/// The lanes of a store that several processes share, for an ownership that decides by itself which process should own what. The store keeps the record: who lives, who
/// owns a lane and under which epoch. A lane goes to another process only when it was given back or when the lease of the process that has it ended, on the store's clock.
/// </summary>
public interface ILaneRegistry
{
    /// <summary>Number of lanes.</summary>
    int LaneCount { get; }

    /// <summary>How long a process owns its lanes after its last beat.</summary>
    TimeSpan LeaseTime { get; }

    /// <summary>Enters a process; its lease begins.</summary>
    /// <param name="name">Name of the process, told to the others. No two living processes have the same.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>Number of the member, for <see cref="BeatAsync"/>.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    ValueTask<long> JoinAsync(string name, CancellationToken ct);

    /// <summary>Says that the process lives, gives lanes back, takes lanes of nobody and tells what is owned now, all in one step.</summary>
    /// <param name="wishes">What the process wants.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="StoreException">The store cannot be used now; nothing is known to have changed.</exception>
    ValueTask<LaneHoldings> BeatAsync(LaneWishes wishes, CancellationToken ct);

    /// <summary>Gives everything back and goes. When it fails, the lease ends by itself.</summary>
    /// <param name="member">Member.</param>
    /// <param name="ct">Cancellation.</param>
    ValueTask LeaveAsync(long member, CancellationToken ct);

    /// <summary>Hears what other processes tell, until cancelled. Nothing depends on it: what was not heard is found by looking.</summary>
    /// <param name="heard">Called for every piece of news.</param>
    /// <param name="ct">Ends it.</param>
    Task ListenAsync(Action<LaneNews> heard, CancellationToken ct);
}
