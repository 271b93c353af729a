namespace ErpSync.Engine;

/// <summary>Wakes everyone who waits. A pulse between two waits is not lost.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource? _next;

    public Task Next => (Volatile.Read(ref _next) ?? Create()).Task;

    /// <summary>Costs next to nothing when nobody has asked for <see cref="Next"/> since the last one.</summary>
    public void Pulse() => Interlocked.Exchange(ref _next, null)?.TrySetResult();

    /// <summary>Waits for a pulse after <paramref name="seen"/> was taken, or for the time to pass.</summary>
    public static async ValueTask WaitAsync(Task seen, TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(seen, Task.Delay(atMost, time, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
    }

    private TaskCompletionSource Create()
    {
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _next, created, null) ?? created;
    }
}
