using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using ErpSync.Testing.Stores;

namespace ErpSync.Core.Tests.Storage;

/// <summary>Hosts the in-memory store for the contract suite.</summary>
internal sealed class InMemoryStoreHost : StoreHost
{
    private readonly InMemorySyncStore _store = new();
    private int _owners;

    public override bool IsDurable => false;

    public override ValueTask<ISyncStore> OpenAsync(CancellationToken ct) => ValueTask.FromResult<ISyncStore>(_store);

    public override ValueTask<IReadOnlyList<LaneGrant>> TakeLanesAsync(ISyncStore store, CancellationToken ct) =>
        ValueTask.FromResult(_store.Lanes.Move([.. Enumerable.Range(0, _store.LaneCount)], $"node-{++_owners}"));
}
