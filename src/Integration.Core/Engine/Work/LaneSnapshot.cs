using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The lanes of this process at one instant. Work is committed under the epochs it was begun with, whatever has been lost and gained since.</summary>
internal sealed class LaneSnapshot
{
    private readonly long[] _epochs;

    public LaneSnapshot(int laneCount, IEnumerable<KeyValuePair<int, long>> epochs)
    {
        _epochs = new long[laneCount];
        foreach (var (lane, epoch) in epochs)
        {
            _epochs[lane] = epoch;
        }

        Grants = [.. _epochs.Select((epoch, lane) => new LaneGrant(lane, epoch)).Where(grant => grant.Epoch > 0)];
    }

    public IReadOnlyList<LaneGrant> Grants { get; }

    /// <summary>The epoch of an owned lane, or null.</summary>
    public long? EpochOf(int lane) => _epochs[lane] is not 0 and var epoch ? epoch : null;

    /// <summary>Owned lanes in one of several equal parts, as ranges.</summary>
    public IReadOnlyList<LaneRange> Slice(int part, int parts)
    {
        var first = _epochs.Length * part / parts;
        var last = (_epochs.Length * (part + 1) / parts) - 1;
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
}
