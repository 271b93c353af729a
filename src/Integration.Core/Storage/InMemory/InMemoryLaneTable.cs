using System.Threading.Channels;

namespace ErpSync.Storage.InMemory;

/// <summary>
/// Owners and epochs of the lanes of an <see cref="InMemorySyncStore"/>. The first node that joins gets every lane with epoch 1; lanes can be moved between nodes
/// to see what happens to work under an old epoch. Thread-safe.
/// </summary>
public sealed class InMemoryLaneTable
{
    private readonly Lock _gate = new();
    private readonly long[] _epochs;
    private readonly string?[] _owners;
    private readonly Dictionary<string, Channel<LaneChange>> _nodes = [];

    /// <summary>Creates a table without owners.</summary>
    /// <param name="laneCount">Number of lanes, at least 1.</param>
    public InMemoryLaneTable(int laneCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(laneCount, 1);
        _epochs = new long[laneCount];
        _owners = new string?[laneCount];
    }

    /// <summary>Number of lanes.</summary>
    public int LaneCount => _epochs.Length;

    /// <summary>Present epoch of a lane; 0 before its first owner.</summary>
    /// <param name="lane">Lane, from 0.</param>
    public long EpochOf(int lane)
    {
        lock (_gate)
        {
            return lane >= 0 && lane < _epochs.Length ? _epochs[lane] : -1;
        }
    }

    /// <summary>Gives lanes to a node; their epochs grow, so whatever their former owner still writes changes nothing.</summary>
    /// <param name="lanes">Lanes, from 0.</param>
    /// <param name="node">Name of a node. When it has not joined, the lanes wait for it.</param>
    /// <returns>The new grants.</returns>
    public IReadOnlyList<LaneGrant> Move(IReadOnlyList<int> lanes, string node)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentException.ThrowIfNullOrEmpty(node);
        lock (_gate)
        {
            foreach (var loser in lanes.Where(lane => _owners[lane] is not null && _owners[lane] != node).GroupBy(lane => _owners[lane]!).ToList())
            {
                Tell(loser.Key, new LaneChange([], [.. loser]));
            }

            var grants = new List<LaneGrant>(lanes.Count);
            foreach (var lane in lanes)
            {
                _owners[lane] = node;
                grants.Add(new LaneGrant(lane, ++_epochs[lane]));
            }

            Tell(node, new LaneChange(grants, []));
            return grants;
        }
    }

    internal ChannelReader<LaneChange> Join(string node)
    {
        lock (_gate)
        {
            var channel = Channel.CreateUnbounded<LaneChange>(new UnboundedChannelOptions { SingleReader = true });
            if (!_nodes.TryAdd(node, channel))
            {
                throw new InvalidOperationException($"Node {node} watches its lanes already. Give every ownership its own node name.");
            }

            int[] lanes = [.. Enumerable.Range(0, _owners.Length).Where(lane => _owners[lane] is null || _owners[lane] == node)];
            if (lanes.Length > 0)
            {
                Move(lanes, node);
            }

            return channel.Reader;
        }
    }

    internal void Leave(string node)
    {
        lock (_gate)
        {
            if (!_nodes.Remove(node))
            {
                return;
            }

            int[] lanes = [.. Enumerable.Range(0, _owners.Length).Where(lane => _owners[lane] == node)];
            foreach (var lane in lanes)
            {
                _owners[lane] = null;
                _epochs[lane]++;
            }

            if (lanes.Length > 0 && _nodes.Keys.FirstOrDefault() is { } heir)
            {
                Move(lanes, heir);
            }
        }
    }

    private void Tell(string node, LaneChange change)
    {
        if (_nodes.TryGetValue(node, out var channel))
        {
            channel.Writer.TryWrite(change);
        }
    }
}
