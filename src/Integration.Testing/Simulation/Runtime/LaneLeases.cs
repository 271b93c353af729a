using ErpSync.Storage;
using ErpSync.Storage.InMemory;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Lane leases as a shared table on the store's clock: renewed by the living, taken over when they run out, shared fairly, every change with a new epoch.</summary>
internal sealed class LaneLeases(InMemoryLaneTable lanes, Func<DateTimeOffset> clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private readonly string?[] _owners = new string?[lanes.LaneCount];
    private readonly DateTimeOffset[] _until = new DateTimeOffset[lanes.LaneCount];
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>One heart-beat of a node: what it holds is extended, what it lost is told, what is free or too much is evened out.</summary>
    /// <param name="node">Name of the node's present life.</param>
    /// <param name="held">Lanes it believes to hold.</param>
    public LaneChange Renew(string node, ISet<int> held)
    {
        var now = clock();
        _seen[node] = now + Lease;
        var lost = held.Where(lane => _owners[lane] != node).ToList();
        var mine = new SortedSet<int>(Enumerable.Range(0, _owners.Length).Where(lane => _owners[lane] == node));
        foreach (var lane in mine)
        {
            _until[lane] = now + Lease;
        }

        var living = _seen.Count(pair => pair.Value > now);
        var share = (_owners.Length + living - 1) / living;
        while (mine.Count > share)
        {
            var last = mine.Max;
            mine.Remove(last);
            _owners[last] = null;
            lost.Add(last);
        }

        var free = Enumerable.Range(0, _owners.Length).Where(lane => _owners[lane] is null || _until[lane] <= now).Take(share - mine.Count).ToList();
        foreach (var lane in free)
        {
            _owners[lane] = node;
            _until[lane] = now + Lease;
        }

        return new LaneChange(free.Count == 0 ? [] : lanes.Move(free, node), [.. lost.Except(free)]);
    }

    /// <summary>A node leaves on its own: its lanes are free at once.</summary>
    public void Release(string node)
    {
        _seen.Remove(node);
        for (var lane = 0; lane < _owners.Length; lane++)
        {
            if (_owners[lane] == node)
            {
                _owners[lane] = null;
            }
        }
    }
}
