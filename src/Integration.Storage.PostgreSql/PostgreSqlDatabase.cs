using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Connections to the database, and what to do while it cannot be reached.</summary>
internal sealed class PostgreSqlDatabase : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private volatile bool _closed;

    public PostgreSqlDatabase(PostgreSqlStoreOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        Dialect = new PostgreSqlDialect(options.Schema);
        Source = Build(options, options.ConnectionString, pooled: true);
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        Name = $"{parts.Database ?? parts.Username} at {parts.Host}:{parts.Port}, schema {options.Schema}";
    }

    public PostgreSqlStoreOptions Options { get; }

    public TimeProvider Time { get; }

    public PostgreSqlDialect Dialect { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>For messages: database, host and schema, and nothing secret.</summary>
    public string Name { get; }

    /// <summary>A source for one connection of its own, outside the pool.</summary>
    public NpgsqlDataSource BuildListening() => Build(Options, Options.NotificationConnectionString ?? Options.ConnectionString, pooled: false);

    /// <summary>One round trip that may be repeated: it only reads, or doing it twice is the same as once.</summary>
    public Task RunAsync(Action<PostgreSqlScript> fill, CancellationToken ct) => RetryAsync(
        async () =>
        {
            var script = new PostgreSqlScript(this);
            fill(script);
            var connection = await Source.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await script.RunAsync(connection, ct).ConfigureAwait(false);
            }

            return true;
        },
        ct);

    /// <summary>Rows of one query.</summary>
    public async ValueTask<IReadOnlyList<T>> QueryAsync<T>(string text, Func<NpgsqlDataReader, T> row, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        var rows = new List<T>();
        await RunAsync(
            script =>
            {
                rows.Clear();
                script.Read(text, reader => rows.Add(row(reader)), [.. parameters.Select(parameter => parameter.Clone())]);
            },
            ct).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Tries again while the database is away, for as long as the options say.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(PostgreSqlSyncStore));
        var retry = new Retry(this);
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                await retry.PauseOrThrowAsync(fault, ct).ConfigureAwait(false);
            }
        }
    }

    public Retry NewRetry() => new(this);

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await Source.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlDataSource Build(PostgreSqlStoreOptions options, string connectionString, bool pooled)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();

        // Nothing of a session is used, so there is nothing to reset; a transaction-pooling proxy would hand the reset to a stranger.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 0;
        builder.ConnectionStringBuilder.Pooling = pooled;
        builder.ConnectionStringBuilder.ApplicationName ??= $"ErpSync {options.NodeName}";
        options.ConfigureConnections?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>The pauses of one call.</summary>
    internal sealed class Retry(PostgreSqlDatabase database)
    {
        private const int MostCollisions = 10;
        private readonly long _started = database.Time.GetTimestamp();
        private TimeSpan _pause = FirstPause;
        private int _collisions;

        /// <summary>Waits a moment, or throws the fault in the store's words when trying again is of no use.</summary>
        public async Task PauseOrThrowAsync(Exception fault, CancellationToken ct)
        {
            var collided = PostgreSqlFaults.IsCollision(fault) && ++_collisions <= MostCollisions;
            var away = PostgreSqlFaults.IsAway(fault) && database.Time.GetElapsedTime(_started) < database.Options.RetryTime && !database._closed;
            if (!collided && !away)
            {
                throw PostgreSqlFaults.Of(database, fault);
            }

            await Task.Delay(_pause, database.Time, ct).ConfigureAwait(false);
            _pause = away ? TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks)) : _pause;
        }
    }
}
