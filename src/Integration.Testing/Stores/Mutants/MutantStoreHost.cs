using ErpSync.Storage;
using ErpSync.Storage.InMemory;

namespace ErpSync.Testing.Stores;

/// <summary>The newest grants that were given out.</summary>
internal sealed class MutantLanes
{
    public IReadOnlyList<LaneGrant> Newest { get; set; } = [];
}

/// <summary>Hosts an in-memory store behind something that falsifies it.</summary>
internal sealed class MutantStoreHost(Func<ISyncStore, MutantLanes, ISyncStore> build) : StoreHost
{
    private readonly InMemorySyncStore _store = new();
    private readonly MutantLanes _lanes = new();
    private int _owners;

    public override bool IsDurable => false;

    public override ValueTask<ISyncStore> OpenAsync(CancellationToken ct) => ValueTask.FromResult(build(_store, _lanes));

    public override ValueTask<IReadOnlyList<LaneGrant>> TakeLanesAsync(ISyncStore store, CancellationToken ct) =>
        ValueTask.FromResult(_lanes.Newest = _store.Lanes.Move([.. Enumerable.Range(0, _store.LaneCount)], $"node-{++_owners}"));
}
