using ErpSync.Engine;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Puts the engine's loops of one process on the simulation's thread.</summary>
internal sealed class SimulatedThreads(SimulatedScheduler scheduler, SimulatedProcess process) : EngineThreads
{
    public override Task Start(Func<Task> loop)
    {
        var started = new TaskCompletionSource<Task>();
        scheduler.Post(process, () => started.SetResult(loop()));
        return started.Task.Unwrap();
    }

    public override TaskCompletionSource Source() => new();

    public override void Complete(TaskCompletionSource source) => scheduler.Post(process, () => source.TrySetResult());

    public override Task CancelAsync(CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }
}
