using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// This node's lanes among several nodes: leases on the database's clock, shared evenly among living nodes. A lane lost to another node has a higher epoch there, so
/// whatever this node still writes for it changes nothing. An empty change says that another node accepted signals: time to look for work.
/// </summary>
/// <param name="store">Store.</param>
public sealed class PostgreSqlLaneOwnership(PostgreSqlSyncStore store) : ILaneOwnership
{
    private PostgreSqlMembership? _membership;

    /// <inheritdoc />
    public bool IsCurrent => Volatile.Read(ref _membership)?.IsCurrent ?? false;

    /// <summary>Whether the node leaves without giving its lanes back, as if it had been killed.</summary>
    internal bool IsAbandoned { get; set; }

    /// <inheritdoc />
    public async IAsyncEnumerable<LaneChange> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changes = Channel.CreateUnbounded<LaneChange>();
        var membership = new PostgreSqlMembership(store, changes.Writer);
        Volatile.Write(ref _membership, membership);
        var running = Task.Run(() => membership.RunAsync(stop.Token), CancellationToken.None);
        var listening = store.Options.UseNotifications
            ? Task.Run(() => new PostgreSqlListener(store.Database, Hear).RunAsync(stop.Token), CancellationToken.None)
            : Task.CompletedTask;
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return change;
                membership.Finished(change);
            }

            ct.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!IsAbandoned)
            {
                await membership.LeaveAsync().ConfigureAwait(false);
            }
        }

        void Hear(string payload)
        {
            if (payload == PostgreSqlNotifier.Lanes)
            {
                membership.Wake();
            }
            else if (changes.Reader.Count == 0)
            {
                changes.Writer.TryWrite(new LaneChange([], []));
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
