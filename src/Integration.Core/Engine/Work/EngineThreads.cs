namespace ErpSync.Engine;

/// <summary>
/// Where the engine's loops run and where they go on after a wait: the thread pool. The one place that knows, so that a simulation can put every loop of
/// several nodes on one thread, in an order drawn from a seed.
/// </summary>
internal class EngineThreads
{
    /// <summary>Starts a loop.</summary>
    public virtual Task Start(Func<Task> loop) => Task.Run(loop);

    /// <summary>Something that loops wait for; complete it with <see cref="Complete"/>.</summary>
    public virtual TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets those go on who wait, without running any of them here.</summary>
    public virtual void Complete(TaskCompletionSource source) => source.TrySetResult();

    /// <summary>Cancels without running anybody's callbacks here.</summary>
    public virtual Task CancelAsync(CancellationTokenSource source) => source.CancelAsync();
}
