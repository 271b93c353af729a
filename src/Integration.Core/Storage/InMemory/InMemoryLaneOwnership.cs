using System.Runtime.CompilerServices;

namespace ErpSync.Storage.InMemory;

/// <summary>One node's view of an <see cref="InMemoryLaneTable"/>: alone it owns all lanes with epoch 1.</summary>
/// <param name="lanes">Table shared by all nodes, usually <see cref="InMemorySyncStore.Lanes"/>.</param>
/// <param name="node">Name of this node. Default <c>node-1</c>.</param>
public sealed class InMemoryLaneOwnership(InMemoryLaneTable lanes, string node = "node-1") : ILaneOwnership
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Another ownership of the same node name is watching.</exception>
    public async IAsyncEnumerable<LaneChange> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var changes = lanes.Join(node);
        try
        {
            await foreach (var change in changes.ReadAllAsync(ct))
            {
                yield return change;
            }
        }
        finally
        {
            lanes.Leave(node);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lanes.Leave(node);
        return ValueTask.CompletedTask;
    }
}
