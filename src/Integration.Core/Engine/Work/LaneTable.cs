using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The lanes this process owns now, with their epochs.</summary>
internal sealed class LaneTable(int laneCount)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, long> _epochs = [];
    private LaneGrant[] _grants = [];
    private long[] _byLane = new long[laneCount];

    public IReadOnlyList<LaneGrant> Grants => Volatile.Read(ref _grants);

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

            Publish();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _epochs.Clear();
            Publish();
        }
    }

    /// <summary>The epoch of an owned lane, or null.</summary>
    public long? EpochOf(int lane) => Volatile.Read(ref _byLane)[lane] is not 0 and var epoch ? epoch : null;

    /// <summary>Owned lanes in one of several equal parts, as ranges.</summary>
    public IReadOnlyList<LaneRange> Slice(int part, int parts)
    {
        var first = laneCount * part / parts;
        var last = (laneCount * (part + 1) / parts) - 1;
        var ranges = new List<LaneRange>();
        foreach (var grant in Grants)
        {
            if (grant.Lane < first || grant.Lane > last)
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].Last == grant.Lane - 1)
            {
                ranges[^1] = ranges[^1] with { Last = grant.Lane };
            }
            else
            {
                ranges.Add(new LaneRange(grant.Lane, grant.Lane));
            }
        }

        return ranges;
    }

    private void Publish()
    {
        var byLane = new long[laneCount];
        foreach (var (lane, epoch) in _epochs)
        {
            byLane[lane] = epoch;
        }

        Volatile.Write(ref _byLane, byLane);
        Volatile.Write(ref _grants, [.. _epochs.OrderBy(pair => pair.Key).Select(pair => new LaneGrant(pair.Key, pair.Value))]);
    }
}
