using ErpSync.Storage.PostgreSql.Tests.Server;
using ErpSync.Testing.Stores;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>Hosts the PostgreSQL store for the contract suite, in a schema of its own.</summary>
internal sealed class PostgreSqlStoreHost(TestServer server, bool prepares = false, string? through = null) : StoreHost
{
    private readonly string _schema = server.NewSchema();
    private IAsyncEnumerator<LaneChange>? _watching;
    private CancellationTokenSource? _owner;

    public PostgreSqlStoreOptions Options => new()
    {
        ConnectionString = through ?? server.ConnectionString,
        NotificationConnectionString = through is null ? null : server.ConnectionString,
        Schema = _schema,
        LeaseTime = LeaseTime,
        PrepareStatements = prepares,
        RetryTime = TimeSpan.FromSeconds(30),
    };

    public override bool HasSeveralOwners => true;

    public override TimeSpan LeaseTime => TimeSpan.FromSeconds(3);

    public override async ValueTask<ISyncStore> OpenAsync(CancellationToken ct)
    {
        await ReleaseLanesAsync();
        var store = new PostgreSqlSyncStore(Options);
        await store.MigrateAsync(ct);
        return store;
    }

    public override ValueTask<ISyncStore> OpenAnotherAsync(CancellationToken ct) => ValueTask.FromResult<ISyncStore>(new PostgreSqlSyncStore(Options));

    public override ILaneOwnership OwnershipOf(ISyncStore store, string node) => new PostgreSqlLaneOwnership((PostgreSqlSyncStore)store);

    public override void Abandon(ILaneOwnership ownership) => ((PostgreSqlLaneOwnership)ownership).IsAbandoned = true;

    public override ValueTask<ISyncStore?> OpenAsAfterKillAsync(ISyncStore running, CancellationToken ct) =>
        ValueTask.FromResult<ISyncStore?>(new PostgreSqlSyncStore(Options));

    public override async ValueTask<IReadOnlyList<LaneGrant>> TakeLanesAsync(ISyncStore store, CancellationToken ct)
    {
        await ReleaseLanesAsync();
        _owner = new CancellationTokenSource();
        _watching = new PostgreSqlLaneOwnership((PostgreSqlSyncStore)store).WatchAsync(_owner.Token).GetAsyncEnumerator(CancellationToken.None);
        var grants = new Dictionary<int, LaneGrant>();
        while (grants.Count < store.LaneCount && await _watching.MoveNextAsync())
        {
            foreach (var grant in _watching.Current.Gained)
            {
                grants[grant.Lane] = grant;
            }
        }

        return [.. grants.Values.OrderBy(grant => grant.Lane)];
    }

    public override async ValueTask DisposeAsync()
    {
        await ReleaseLanesAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The schema's name is made by these tests.
        await using var command = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {_schema} CASCADE", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        await base.DisposeAsync();
    }

    public override async Task ReleaseLanesAsync()
    {
        if (_owner is not null)
        {
            await _owner.CancelAsync();
            await _watching!.DisposeAsync();
            _owner.Dispose();
            _owner = null;
        }
    }
}
