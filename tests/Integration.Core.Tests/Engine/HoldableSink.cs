using System.Collections.Concurrent;
using ErpSync.Connectors;
using ErpSync.Testing;

namespace ErpSync.Tests.Engine;

/// <summary>The target of the tests: writes can be held up after they were done, as if the answer were long on its way.</summary>
internal sealed class HoldableSink(InMemoryConnector<Note> inner) : ISink<Note>
{
    private readonly ConcurrentDictionary<string, Func<Fault>> _refused = new();
    private volatile TaskCompletionSource? _hold;

    public ConnectorDescriptor Descriptor => inner.Descriptor;

    /// <summary>Completes when a write was done while the answers are held.</summary>
    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Refuses every write of one note, and no other.</summary>
    public void Refuse(string note, Fault fault) => _refused[note] = () => fault;

    /// <summary>Refuses the next write of one note, and lets something happen meanwhile.</summary>
    public void RefuseOnce(string note, Fault fault, Action meanwhile) => _refused[note] = () =>
    {
        _refused.TryRemove(note, out _);
        meanwhile();
        return fault;
    };

    public void Release() => _hold?.TrySetResult();

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Note>> batch, CancellationToken ct)
    {
        if (batch is [var single] && _refused.FirstOrDefault(refused => single.Key.Value.StartsWith($"{refused.Key}:", StringComparison.Ordinal)).Value is { } refuse)
        {
            return [new WriteResult.Failed(single.ItemId, refuse())];
        }

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
