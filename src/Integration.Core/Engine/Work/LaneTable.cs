using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The lanes this process owns now, with their epochs, and on which of them something is being sent.</summary>
internal sealed class LaneTable(int laneCount, ILaneOwnership ownership)
{
    private static readonly TimeSpan DrainPoll = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, long> _epochs = [];
    private readonly int[] _sending = new int[laneCount];
    private readonly LaneSnapshot _none = new(laneCount, []);
    private LaneSnapshot _current = new(laneCount, []);

    /// <summary>The lanes at this instant; none once the leases may have ended.</summary>
    public LaneSnapshot Current => ownership.IsCurrent ? Volatile.Read(ref _current) : _none;

    /// <summary>Whether this is the present epoch of an owned lane.</summary>
    public bool Owns(LaneGrant grant) => Current.EpochOf(grant.Lane) == grant.Epoch;

    public void Apply(LaneChange change)
    {
        lock (_lock)
        {
            foreach (var lane in change.Lost)
            {
                _epochs.Remove(lane);
            }

            foreach (var grant in change.Gained)
            {
                _epochs[grant.Lane] = grant.Epoch;
            }

            Volatile.Write(ref _current, new LaneSnapshot(laneCount, _epochs));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _epochs.Clear();
            Volatile.Write(ref _current, _none);
        }
    }

    /// <summary>Begins to send effects of these lanes.</summary>
    public void Enter(IReadOnlyList<ClaimedEffect> effects)
    {
        foreach (var effect in effects)
        {
            Interlocked.Increment(ref _sending[effect.Lane.Lane]);
        }
    }

    /// <summary>Their outcome is on record.</summary>
    public void Exit(IReadOnlyList<ClaimedEffect> effects)
    {
        foreach (var effect in effects)
        {
            Interlocked.Decrement(ref _sending[effect.Lane.Lane]);
        }
    }

    /// <summary>Waits until nothing of these lanes is being sent, at most for the given time.</summary>
    public async Task DrainAsync(IReadOnlyList<int> lanes, TimeSpan limit, TimeProvider time)
    {
        var started = time.GetTimestamp();
        while (lanes.Any(lane => Volatile.Read(ref _sending[lane]) > 0) && time.GetElapsedTime(started) < limit)
        {
            await Task.Delay(DrainPoll, time).ConfigureAwait(false);
        }
    }
}
