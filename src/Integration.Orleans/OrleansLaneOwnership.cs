using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ErpSync.Storage;
using Orleans;
using Orleans.Runtime;

namespace ErpSync.Orleans;

/// <summary>The lanes whose grains are active in this silo. The engine may start before its silo does: until the silo is active, there are none.</summary>
internal sealed class OrleansLaneOwnership(
    ILaneRegistry registry, ILocalSiloDetails local, ISiloStatusOracle silos, IGrainFactory grains, LaneSeats seats, LanePlan plan, TimeProvider time) : ILaneOwnership
{
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(50);

    private LaneKeeper? _keeper;

    public bool IsCurrent => Volatile.Read(ref _keeper)?.IsCurrent ?? false;

    public async IAsyncEnumerable<LaneChange> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return new LaneChange([], []);
        while (silos.CurrentStatus != SiloStatus.Active)
        {
            await Task.Delay(StartPoll, time, ct).ConfigureAwait(false);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changes = Channel.CreateUnbounded<LaneChange>();
        var name = local.SiloAddress.ToParsableString();
        var caller = new LaneCaller(grains, registry.LeaseTime, time);
        var keeper = new LaneKeeper(registry, seats, plan, caller, () => silos.CurrentStatus == SiloStatus.Active, name, time, changes.Writer);
        Volatile.Write(ref _keeper, keeper);
        seats.Serve(keeper.Wake);
        var running = Task.Run(() => keeper.RunAsync(stop.Token), CancellationToken.None);
        var listening = Task.Run(() => registry.ListenAsync(Hear, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return change;
                keeper.Finished(change);
            }

            ct.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await keeper.LeaveAsync().ConfigureAwait(false);
            seats.Serve(null);
        }

        void Hear(LaneNews news)
        {
            if (news == LaneNews.Released)
            {
                keeper.Wake();
            }
            else if (changes.Reader.Count == 0)
            {
                changes.Writer.TryWrite(new LaneChange([], []));
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
