using System.Collections.Concurrent;
using Orleans;

namespace ErpSync.Orleans;

/// <summary>Calls lanes that should be active in this silo. A call that meets a silo which has just died ends by itself and is repeated with the next round.</summary>
internal sealed class LaneCaller(IGrainFactory grains, TimeSpan limit, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, byte> _calling = new();

    public void Call(int lane)
    {
        if (_calling.TryAdd(lane, 0))
        {
            _ = CallAsync(lane);
        }
    }

    private async Task CallAsync(int lane)
    {
        var call = Task.Run(() => grains.GetGrain<ILaneGrain>(lane).HoldAsync().AsTask());
        await call.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _calling.TryRemove(lane, out _);
    }
}
