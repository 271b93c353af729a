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

    /// <summary>Whether several owners can share the lanes. Checks of sharing and takeover are skipped otherwise. Default false.</summary>
    public virtual bool HasSeveralOwners => false;

    /// <summary>How long an owner that says nothing keeps its lanes. Only with <see cref="HasSeveralOwners"/>.</summary>
    public virtual TimeSpan LeaseTime => TimeSpan.Zero;

    /// <summary>Opens one more store over the same records, as another process would. Only with <see cref="HasSeveralOwners"/>.</summary>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<ISyncStore> OpenAnotherAsync(CancellationToken ct) => OpenAsync(ct);

    /// <summary>One owner among several. Only with <see cref="HasSeveralOwners"/>.</summary>
    /// <param name="store">The owner's store.</param>
    /// <param name="node">Name of the owner.</param>
    public virtual ILaneOwnership OwnershipOf(ISyncStore store, string node) =>
        throw new NotSupportedException($"{GetType().Name} says that several owners share lanes and does not make them. Override {nameof(OwnershipOf)}.");

    /// <summary>Lets an owner end without giving its lanes back, as a killed process does. Only with <see cref="HasSeveralOwners"/>.</summary>
    /// <param name="ownership">The owner; its watching ends after this call.</param>
    public virtual void Abandon(ILaneOwnership ownership) =>
        throw new NotSupportedException($"{GetType().Name} says that several owners share lanes and cannot end one like a kill. Override {nameof(Abandon)}.");

    /// <summary>Ends the owner made by <see cref="TakeLanesAsync"/>: its lanes become free. Only with <see cref="HasSeveralOwners"/>.</summary>
    public virtual Task ReleaseLanesAsync() =>
        throw new NotSupportedException($"{GetType().Name} says that several owners share lanes and does not release its own. Override {nameof(ReleaseLanesAsync)}.");

    /// <summary>Removes what the store left.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
