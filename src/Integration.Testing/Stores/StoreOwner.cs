using ErpSync.Storage;

namespace ErpSync.Testing.Stores;

/// <summary>One of several owners in a check: a store of its own, and the lanes it holds now.</summary>
internal sealed class StoreOwner : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, long> _lanes = [];
    private readonly StoreHost _host;
    private readonly ILaneOwnership _ownership;
    private readonly Task _watching;

    private StoreOwner(StoreHost host, ISyncStore store, string node)
    {
        (_host, Store) = (host, store);
        _ownership = host.OwnershipOf(store, node);
        _watching = Task.Run(WatchAsync);
    }

    public ISyncStore Store { get; }

    public IReadOnlyList<LaneGrant> Lanes
    {
        get
        {
            lock (_lanes)
            {
                return [.. _lanes.Select(pair => new LaneGrant(pair.Key, pair.Value))];
            }
        }
    }

    public static async Task<StoreOwner> JoinAsync(StoreContext c, string node) =>
        new(c.Host, await c.Host.OpenAnotherAsync(c.Cancellation), node);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested)
            {
                throw new StoreCheckException($"It did not come to pass within {Patience.TotalSeconds:F0} s that {what}.");
            }

            await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Ends like a killed process: nothing is given back.</summary>
    public async Task KillAsync()
    {
        _host.Abandon(_ownership);
        await LeaveAsync();
    }

    public async Task LeaveAsync()
    {
        await _stop.CancelAsync();
        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await Store.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var change in _ownership.WatchAsync(_stop.Token))
            {
                lock (_lanes)
                {
                    foreach (var lane in change.Lost)
                    {
                        _lanes.Remove(lane);
                    }

                    foreach (var grant in change.Gained)
                    {
                        _lanes[grant.Lane] = grant.Epoch;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The owner has left.
        }
    }
}
