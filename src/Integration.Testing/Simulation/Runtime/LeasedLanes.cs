using System.Runtime.CompilerServices;
using ErpSync.Storage;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>One process's view of the lane leases.</summary>
internal sealed class LeasedLanes(string node, LaneLeases leases, SimulatedLine line, SimulatedScheduler scheduler, SimulatedProcess process) : ILaneOwnership
{
    public async IAsyncEnumerable<LaneChange> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var held = new HashSet<int>();
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var change = await line.Call(TimeSpan.Zero, () => leases.Renew(node, held), TimeSpan.FromMilliseconds(scheduler.Random.Below(20)), CancellationToken.None).ConfigureAwait(false);
                held.ExceptWith(change.Lost);
                held.UnionWith(change.Gained.Select(grant => grant.Lane));
                if (change.Gained.Count > 0 || change.Lost.Count > 0)
                {
                    yield return change;
                }

                await scheduler.Wait(process, LaneLeases.Lease / 3).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            leases.Release(node);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
