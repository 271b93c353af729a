using System.Reflection;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;

namespace ErpSync.AspNetCore.Tests;

/// <summary>A store whose durable step can be held up or refused, so that tests see what is answered before, during and after it.</summary>
public class WatchedStore : DispatchProxy
{
    private InMemorySyncStore _inner = null!;
    private volatile TaskCompletionSource? _hold;

    /// <summary>Completes when a signal is about to be stored while the store is held.</summary>
    public TaskCompletionSource Reached { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True refuses everything, as a full disk would.</summary>
    public bool Broken { get; set; }

    public static (ISyncStore Store, WatchedStore Watch) Around(InMemorySyncStore inner)
    {
        var store = Create<ISyncStore, WatchedStore>();
        var watch = (WatchedStore)(object)store;
        watch._inner = inner;
        return (store, watch);
    }

    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _hold?.TrySetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(ISyncStore.AppendAsync):
                return new ValueTask<IReadOnlyList<AppendResult>>(AppendAsync((IReadOnlyList<NewSignal>)args![0]!, (CheckpointWrite?)args[1], (CancellationToken)args[2]!));
            case nameof(ISyncStore.CountAsync) when Broken:
                return new ValueTask<StoreCounts>(Task.FromException<StoreCounts>(Full()));
            default:
                return targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }

    private async Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<NewSignal> signals, CheckpointWrite? checkpoint, CancellationToken ct)
    {
        if (_hold is { } hold)
        {
            Reached.TrySetResult();
            await hold.Task.WaitAsync(ct);
        }

        return Broken ? throw Full() : await _inner.AppendAsync(signals, checkpoint, ct);
    }

    private static StoreException Full() => new("ESY1999", "The test store is full. Empty it.");
}
