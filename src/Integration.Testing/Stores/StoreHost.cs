using ErpSync.Storage;

namespace ErpSync.Testing.Stores;

/// <summary>What an author of a store provides so that the contract suite can test it: an empty store and a way to open it again.</summary>
public abstract class StoreHost : IAsyncDisposable
{
    /// <summary>Whether records outlive a closed store. Checks of durability are skipped otherwise. Default true.</summary>
    public virtual bool IsDurable => true;

    /// <summary>Opens the store, with its schema migrated; later calls open it again over the same records.</summary>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<ISyncStore> OpenAsync(CancellationToken ct);

    /// <summary>Opens a second store over what would be on the disk if the process of the given one were killed now; null when this cannot be imitated.</summary>
    /// <param name="running">A store in use; stays in use.</param>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<ISyncStore?> OpenAsAfterKillAsync(ISyncStore running, CancellationToken ct) => ValueTask.FromResult<ISyncStore?>(null);

    /// <summary>Makes a new owner of all lanes: their epochs grow.</summary>
    /// <param name="store">Store.</param>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<IReadOnlyList<LaneGrant>> TakeLanesAsync(ISyncStore store, CancellationToken ct);

    /// <summary>Removes what the store left.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
