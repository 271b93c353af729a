using System.Threading.Channels;
using ErpSync.Storage;

namespace ErpSync.Orleans;

/// <summary>
/// Turns seats into lanes: takes the lanes whose grains are active here as soon as the store has them free, gives those back whose grains want to go once nothing of theirs is
/// being sent, and calls and sends away grains as the plan of the living silos says. What this silo may believe ends with its lease, by its own clock.
/// </summary>
internal sealed class LaneKeeper(
    ILaneRegistry registry, LaneSeats seats, LanePlan plan, LaneCaller caller, Func<bool> isActive, string name, TimeProvider time, ChannelWriter<LaneChange> changes)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<int> _finished = [];
    private readonly HashSet<int> _reported = [];
    private readonly HashSet<int> _void = [];
    private Dictionary<int, long> _known = [];
    private TaskCompletionSource _wake = NewWake();
    private TimeSpan _pause;
    private long _member;
    private long _renewed;

    private TimeSpan Lease => registry.LeaseTime;

    /// <summary>Whether the lease runs still, by this process's own clock.</summary>
    public bool IsCurrent => _member != 0 && time.GetElapsedTime(Volatile.Read(ref _renewed)) < Lease;

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            _member = await registry.JoinAsync(name, ct).ConfigureAwait(false);
            while (!ct.IsCancellationRequested)
            {
                await RoundAsync(ct).ConfigureAwait(false);
                await Task.WhenAny(Volatile.Read(ref _wake).Task, Task.Delay(_pause, time, ct)).ConfigureAwait(false);
                Volatile.Write(ref _wake, NewWake());
            }

            changes.TryComplete();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            changes.TryComplete();
        }
        catch (Exception fault)
        {
            changes.TryComplete(fault);
        }
    }

    /// <summary>Looks at the seats now.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    /// <summary>Whoever watches has stopped working on lanes that were reported as lost: they can be given back.</summary>
    public void Finished(LaneChange change)
    {
        lock (_gate)
        {
            _finished.UnionWith(change.Lost);
        }

        if (change.Lost.Count > 0)
        {
            Wake();
        }
    }

    public async Task LeaveAsync()
    {
        if (_member == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Lease, time);
        try
        {
            await registry.LeaveAsync(_member, limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // The lease ends by itself.
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        if (!IsCurrent)
        {
            GiveUp();
        }

        try
        {
            await BeatAsync(ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && fault is StoreException or OperationCanceledException)
        {
            _pause = Lease / 20;
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Lease / 3);
        var taken = seats.Taken;
        var leaving = seats.Leaving;
        List<int> done;
        lock (_gate)
        {
            done = [.. _finished.Where(_reported.Contains)];
        }

        // A grain that came back before its lane was given up goes on under a new epoch.
        List<int> release = [.. done.Where(lane => !taken.Contains(lane))];

        var wishes = new LaneWishes(_member, name)
        {
            Take = [.. taken.Where(lane => !_known.ContainsKey(lane) && !leaving.Contains(lane))],
            Raise = [.. _void, .. done.Where(taken.Contains)],
            Release = release,
        };
        var holdings = await registry.BeatAsync(wishes, limit.Token).ConfigureAwait(false);
        Volatile.Write(ref _renewed, started);
        _void.Clear();
        _reported.ExceptWith(done);
        lock (_gate)
        {
            _finished.IntersectWith(_reported);
        }

        var change = Compare(holdings, taken, leaving);
        seats.Left(leaving.Where(lane => !_known.ContainsKey(lane) && !_reported.Contains(lane)));
        if (change.Gained.Count > 0 || change.Lost.Count > 0)
        {
            changes.TryWrite(change);
        }

        var isSettled = Place(holdings, taken) && taken.IsSubsetOf(_known.Keys) && leaving.Count == 0;
        var third = Lease / 3;
        var longest = isSettled ? third : Lease / 20;
        _pause = holdings.NextExpiry is { } next && next + Margin < longest ? next + Margin : longest;
    }

    /// <summary>What changed for whoever watches. Lanes that are owned without a seat are on their way out: reported once, given back when that was heard.</summary>
    private LaneChange Compare(LaneHoldings holdings, HashSet<int> taken, HashSet<int> leaving)
    {
        var owned = holdings.Owned.ToDictionary(grant => grant.Lane, grant => grant.Epoch);
        var mine = owned.Where(pair => taken.Contains(pair.Key) && !_reported.Contains(pair.Key)).ToDictionary();
        List<int> surplus = [.. owned.Keys.Where(lane => !taken.Contains(lane) && !_reported.Contains(lane))];
        _reported.UnionWith(surplus);
        _reported.IntersectWith(owned.Keys);
        List<LaneGrant> gained = [.. mine.Where(pair => !_known.TryGetValue(pair.Key, out var epoch) || epoch != pair.Value).Select(pair => new LaneGrant(pair.Key, pair.Value))];
        List<int> lost = [.. _known.Keys.Where(lane => !mine.ContainsKey(lane)), .. surplus.Where(lane => !_known.ContainsKey(lane))];
        _known = mine;
        return new LaneChange(gained, lost) { Leaving = surplus };
    }

    /// <summary>Calls the lanes that should be here and sends those away that should not; true when there were none.</summary>
    private bool Place(LaneHoldings holdings, HashSet<int> taken)
    {
        if (!isActive() || !holdings.Living.Contains(name))
        {
            return true;
        }

        plan.Renew(registry.LaneCount, holdings.Living);
        var isSettled = true;
        for (var lane = 0; lane < registry.LaneCount; lane++)
        {
            var belongs = plan.OwnerOf(lane) == name;
            if (belongs == taken.Contains(lane))
            {
                continue;
            }

            isSettled = false;
            if (belongs)
            {
                caller.Call(lane);
            }
            else
            {
                seats.Ask(lane);
            }
        }

        return isSettled;
    }

    private void GiveUp()
    {
        if (_known.Count == 0)
        {
            return;
        }

        List<int> lost = [.. _known.Keys];
        _void.UnionWith(lost);
        _known = [];
        changes.TryWrite(new LaneChange([], lost));
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
