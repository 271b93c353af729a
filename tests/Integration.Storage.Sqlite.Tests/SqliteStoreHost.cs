using ErpSync.Testing.Stores;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>Hosts the SQLite store for the contract suite, in a folder of its own.</summary>
internal sealed class SqliteStoreHost : StoreHost
{
    private readonly TemporaryFolder _folder = new();
    private IAsyncEnumerator<LaneChange>? _watching;
    private CancellationTokenSource? _owner;
    private int _copies;

    public SqliteStoreOptions Options => new() { Path = _folder.File("store.db"), Synchronous = SqliteSynchronous.Normal };

    public override async ValueTask<ISyncStore> OpenAsync(CancellationToken ct)
    {
        await ReleaseAsync();
        var store = new SqliteSyncStore(Options);
        await store.MigrateAsync(ct);
        return store;
    }

    public override async ValueTask<ISyncStore?> OpenAsAfterKillAsync(ISyncStore running, CancellationToken ct)
    {
        // The log first would miss what a checkpoint moves in between; the database first is what a crash could leave only if the log is not reset meanwhile.
        // Both are read while the writer is kept from starting a transaction, which is the state the disk has at one instant.
        var copy = _folder.File($"copy-{++_copies}.db");
        using (var freeze = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Options.Path};Pooling=False"))
        {
            await freeze.OpenAsync(ct);
            await using var transaction = freeze.BeginTransaction(deferred: false);
            File.Copy(Options.Path, copy);
            File.Copy(Options.Path + "-wal", copy + "-wal");
        }

        return new SqliteSyncStore(Options with { Path = copy });
    }

    public override async ValueTask<IReadOnlyList<LaneGrant>> TakeLanesAsync(ISyncStore store, CancellationToken ct)
    {
        await ReleaseAsync();
        _owner = new CancellationTokenSource();
        _watching = new SqliteLaneOwnership((SqliteSyncStore)store).WatchAsync(_owner.Token).GetAsyncEnumerator(CancellationToken.None);
        await _watching.MoveNextAsync();
        return _watching.Current.Gained;
    }

    public override async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _folder.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReleaseAsync()
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
