using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>What one heartbeat found.</summary>
/// <param name="Owned">Lanes this node owns, with their epochs.</param>
/// <param name="Share">Lanes it should own.</param>
/// <param name="NextExpiry">How long until the lease of another living node ends, or null when it is alone.</param>
internal sealed record PostgreSqlBeat(Dictionary<int, long> Owned, int Share, TimeSpan? NextExpiry)
{
    public static async Task<long> JoinAsync(PostgreSqlDatabase database, CancellationToken ct)
    {
        var joined = await database.QueryAsync(
            database.Dialect.Join, row => row.GetInt64(0), [Of(database.Options.NodeName), Of(database.Options.LeaseTime)], ct).ConfigureAwait(false);
        return joined[0];
    }

    /// <summary>Says that the node lives, gives back and takes lanes, and reads what it owns: one round trip, one transaction.</summary>
    public static async Task<PostgreSqlBeat> RunAsync(
        PostgreSqlDatabase database, long node, IReadOnlyCollection<int> raised, IReadOnlyCollection<int> released, CancellationToken ct)
    {
        var (dialect, lanes) = (database.Dialect, (long)database.Options.LaneCount);
        var owned = new Dictionary<int, long>();
        var (share, next) = (0L, (TimeSpan?)null);
        var script = new PostgreSqlScript(database);
        script.Add(dialect.Renew, Of(node), Of(database.Options.NodeName), Of(database.Options.LeaseTime));
        if (released.Count > 0)
        {
            script.Add(dialect.Release, Of(node), Of(released.ToArray()));
        }

        if (raised.Count > 0)
        {
            script.Add(dialect.Raise, Of(node), Of(raised.ToArray()));
        }

        script.Add(dialect.Take, Of(node), Of(lanes));
        script.Read(dialect.ReadOwned, row => owned[row.GetInt32(0)] = row.GetInt64(1), Of(node));
        script.Read(
            dialect.ReadShare,
            row =>
            {
                share = row.GetInt64(0);
                next = row.IsDBNull(2) ? null : row.GetTimeSpan(2);
            },
            Of(node), Of(lanes));
        var connection = await database.Source.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await script.RunAsync(connection, ct).ConfigureAwait(false);
        }

        return new PostgreSqlBeat(owned, (int)share, next);
    }

    public static async Task LeaveAsync(PostgreSqlDatabase database, long node, CancellationToken ct)
    {
        var script = new PostgreSqlScript(database);
        script.Add(database.Dialect.Leave, Of(node));
        var connection = await database.Source.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await script.RunAsync(connection, ct).ConfigureAwait(false);
        }
    }
}
