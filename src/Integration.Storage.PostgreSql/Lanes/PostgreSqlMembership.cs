using System.Threading.Channels;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// One node's life in the cluster: renews its lease after a third of it, takes lanes of nobody up to its share, gives up what is above it, and looks again at the
/// instant at which another node's lease ends. What this node may believe by its own clock ends with the lease as well: after a pause it gives everything up first.
/// </summary>
internal sealed class PostgreSqlMembership(PostgreSqlSyncStore store, ChannelWriter<LaneChange> changes)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(10);

    private readonly PostgreSqlDatabase _database = store.Database;
    private readonly Lock _gate = new();
    private readonly HashSet<int> _finished = [];
    private readonly HashSet<int> _leaving = [];
    private readonly HashSet<int> _void = [];
    private Dictionary<int, long> _known = [];
    private TaskCompletionSource _wake = NewWake();
    private TimeSpan _pause;
    private long _node;
    private long _renewed;

    private TimeSpan Lease => _database.Options.LeaseTime;

    /// <summary>Whether the lease runs still, by this process's own clock.</summary>
    public bool IsCurrent => _node != 0 && _database.Time.GetElapsedTime(Volatile.Read(ref _renewed)) < Lease;

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            _node = await PostgreSqlBeat.JoinAsync(_database, ct).ConfigureAwait(false);
            changes.TryWrite(await BeatAsync(ct).ConfigureAwait(false));
            while (!ct.IsCancellationRequested)
            {
                await RoundAsync(ct).ConfigureAwait(false);
            }
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

    /// <summary>Looks at the lanes now.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    public async Task LeaveAsync()
    {
        if (_node == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Lease, _database.Time);
        try
        {
            await PostgreSqlBeat.LeaveAsync(_database, _node, limit.Token).ConfigureAwait(false);
            store.Notifier.Released();
        }
        catch (Exception fault) when (PostgreSqlFaults.IsAway(fault) || fault is OperationCanceledException or ObjectDisposedException)
        {
            // The lease ends by itself.
        }
        finally
        {
            store.Notifier.Own([]);
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        await Task.WhenAny(Volatile.Read(ref _wake).Task, Task.Delay(_pause, _database.Time, ct)).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        Volatile.Write(ref _wake, NewWake());
        if (!IsCurrent)
        {
            GiveUp();
        }

        try
        {
            var change = await BeatAsync(ct).ConfigureAwait(false);
            if (change.Gained.Count > 0 || change.Lost.Count > 0)
            {
                changes.TryWrite(change);
            }
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && (PostgreSqlFaults.IsAway(fault) || PostgreSqlFaults.IsCollision(fault) || fault is OperationCanceledException))
        {
            _pause = Lease / 20;
        }
    }

    private async Task<LaneChange> BeatAsync(CancellationToken ct)
    {
        var started = _database.Time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Lease / 3);
        List<int> finished;
        lock (_gate)
        {
            finished = [.. _finished.Intersect(_leaving)];
        }

        var beat = await PostgreSqlBeat.RunAsync(_database, _node, _void, finished, limit.Token).ConfigureAwait(false);
        Volatile.Write(ref _renewed, started);
        _void.Clear();
        _leaving.ExceptWith(finished);
        if (finished.Count > 0)
        {
            store.Notifier.Released();
        }

        lock (_gate)
        {
            _finished.Clear();
        }

        var third = Lease / 3;
        _pause = beat.NextExpiry is { } next && next + Margin < third ? next + Margin : third;
        return Compare(beat);
    }

    private LaneChange Compare(PostgreSqlBeat beat)
    {
        var mine = beat.Owned.Where(pair => !_leaving.Contains(pair.Key)).ToDictionary();
        List<int> surplus = [.. mine.Keys.OrderDescending().Take(Math.Max(0, mine.Count - beat.Share))];
        _leaving.UnionWith(surplus);
        surplus.ForEach(lane => mine.Remove(lane));
        List<LaneGrant> gained = [.. mine.Where(pair => !_known.TryGetValue(pair.Key, out var epoch) || epoch != pair.Value).Select(pair => new LaneGrant(pair.Key, pair.Value))];
        List<int> lost = [.. _known.Keys.Where(lane => !mine.ContainsKey(lane)), .. surplus.Where(lane => !_known.ContainsKey(lane))];
        _known = mine;
        store.Notifier.Own(mine.Keys);
        return new LaneChange(gained, lost) { Leaving = surplus };
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
        store.Notifier.Own([]);
        changes.TryWrite(new LaneChange([], lost));
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
