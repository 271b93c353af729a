namespace ErpSync.Engine;

/// <summary>Wakes everyone who waits. A pulse between two waits is not lost.</summary>
internal sealed class WakeSignal(EngineThreads threads)
{
    private TaskCompletionSource? _next;

    public Task Next => (Volatile.Read(ref _next) ?? Create()).Task;

    /// <summary>Costs next to nothing when nobody has asked for <see cref="Next"/> since the last one.</summary>
    public void Pulse()
    {
        if (Interlocked.Exchange(ref _next, null) is { } waiting)
        {
            threads.Complete(waiting);
        }
    }

    /// <summary>Waits for a pulse after <paramref name="seen"/> was taken, or for the time to pass.</summary>
    public async ValueTask WaitAsync(Task seen, TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        var over = threads.Source();
        using var timer = time.CreateTimer(_ => threads.Complete(over), null, atMost, Timeout.InfiniteTimeSpan);
        using var cancelled = ct.UnsafeRegister(_ => threads.Complete(over), null);
        await Task.WhenAny(seen, over.Task).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
    }

    private TaskCompletionSource Create()
    {
        var created = threads.Source();
        return Interlocked.CompareExchange(ref _next, created, null) ?? created;
    }
}
