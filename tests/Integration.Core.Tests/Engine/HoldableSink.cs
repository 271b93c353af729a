using ErpSync.Connectors;
using ErpSync.Testing;

namespace ErpSync.Tests.Engine;

/// <summary>The target of the tests: writes can be held up after they were done, as if the answer were long on its way.</summary>
internal sealed class HoldableSink(InMemoryConnector<Note> inner) : ISink<Note>
{
    private volatile TaskCompletionSource? _hold;

    public ConnectorDescriptor Descriptor => inner.Descriptor;

    /// <summary>Completes when a write was done while the answers are held.</summary>
    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _hold?.TrySetResult();

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Note>> batch, CancellationToken ct)
    {
        var results = await inner.WriteAsync(batch, ct);
        if (_hold is { } hold)
        {
            Written.TrySetResult();
            await hold.Task.WaitAsync(ct);
        }

        return results;
    }

    public ValueTask<RecordRef?> LookupAsync(WriteItem<Note> item, CancellationToken ct) => inner.LookupAsync(item, ct);
}
