using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>The lanes table for an ownership that decides by itself who should own what; same leases, same clock, same epochs as the store's own ownership.</summary>
internal sealed class PostgreSqlLaneRegistry(PostgreSqlSyncStore store) : ILaneRegistry
{
    private readonly PostgreSqlDatabase _database = store.Database;

    public int LaneCount => _database.Options.LaneCount;

    public TimeSpan LeaseTime => _database.Options.LeaseTime;

    private PostgreSqlDialect Dialect => _database.Dialect;

    public async ValueTask<long> JoinAsync(string name, CancellationToken ct)
    {
        var joined = await _database.QueryAsync(Dialect.Join, row => row.GetInt64(0), [Of<string>(name), Of(LeaseTime)], ct).ConfigureAwait(false);
        return joined[0];
    }

    public async ValueTask<LaneHoldings> BeatAsync(LaneWishes wishes, CancellationToken ct)
    {
        var script = new PostgreSqlScript(_database);
        script.Add(Dialect.Renew, Of(wishes.Member), Of<string>(wishes.Name), Of(LeaseTime));
        Add(Dialect.Release, wishes.Release);
        Add(Dialect.Raise, wishes.Raise);
        Add(Dialect.TakeNamed, wishes.Take);
        List<LaneGrant> owned = [];
        List<string> living = [];
        TimeSpan? next = null;
        script.Read(Dialect.ReadOwned, row => owned.Add(new LaneGrant(row.GetInt32(0), row.GetInt64(1))), Of(wishes.Member));
        script.Read(
            Dialect.ReadLiving,
            row =>
            {
                living.Add(row.GetString(0));
                next = row.GetBoolean(2) || row.GetTimeSpan(1) >= next ? next : row.GetTimeSpan(1);
            },
            Of(wishes.Member));
        await RunAsync(script, ct).ConfigureAwait(false);
        store.Notifier.Own(owned.Select(grant => grant.Lane));
        if (wishes.Release.Count > 0)
        {
            store.Notifier.Released();
        }

        return new LaneHoldings(owned, living, next);

        void Add(string text, IReadOnlyCollection<int> lanes)
        {
            if (lanes.Count > 0)
            {
                script.Add(text, Of(wishes.Member), Of(lanes.ToArray()));
            }
        }
    }

    public async ValueTask LeaveAsync(long member, CancellationToken ct)
    {
        store.Notifier.Own([]);
        var script = new PostgreSqlScript(_database);
        script.Add(Dialect.Leave, Of(member));
        await RunAsync(script, ct).ConfigureAwait(false);
        store.Notifier.Released();
    }

    public Task ListenAsync(Action<LaneNews> heard, CancellationToken ct) => _database.Options.UseNotifications
        ? new PostgreSqlListener(_database, payload => heard(payload == PostgreSqlNotifier.Lanes ? LaneNews.Released : LaneNews.Work)).RunAsync(ct)
        : Task.CompletedTask;

    /// <summary>One attempt: whoever beats tries again by itself, and soon.</summary>
    private async Task RunAsync(PostgreSqlScript script, CancellationToken ct)
    {
        try
        {
            var connection = await _database.Source.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await script.RunAsync(connection, ct).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw PostgreSqlFaults.Of(_database, fault);
        }
    }
}
