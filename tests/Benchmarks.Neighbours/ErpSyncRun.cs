using Benchmarks.Engine;

namespace Benchmarks.Neighbours;

/// <summary>ErpSync on the same server, by the same eight producers and by five hundred: a webhook is answered when its signal is durable, and what waits together commits together.</summary>
internal static class ErpSyncRun
{
    /// <summary>Numbers of a key newer than the one being written are covered by it, so not every signal becomes a write; every one of them ends.</summary>
    public static async Task<double> RunAsync(NeighbourWork work, bool manySenders)
    {
        await using var host = await EngineHost.StartAsync("postgres", "", writes: true);
        if (manySenders)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            await host.UntilEndedAsync(work.Messages, Deliveries.SendAsync(host.Intake, 0, work.Messages, number => number % NeighbourWork.Keys));
            return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return await work.RunAsync(
            async (key, number) =>
            {
                await Deliveries.SendAsync(host.Intake, number, key, CancellationToken.None);
                work.Handle(key, number);
            },
            () => host.UntilEndedAsync(work.Messages, Task.CompletedTask));
    }
}
