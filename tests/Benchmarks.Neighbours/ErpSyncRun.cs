using System.Globalization;
using Benchmarks.Engine;

namespace Benchmarks.Neighbours;

/// <summary>ErpSync on the same server, by the same producers: a webhook is answered when its signal is durable, and what waits together commits together.</summary>
internal static class ErpSyncRun
{
    /// <summary>Numbers of a key newer than the one being written are covered by it, so not every signal becomes a write; every one of them ends.</summary>
    public static async Task<double> RunAsync(NeighbourWork work)
    {
        await using var host = await EngineHost.StartAsync("postgres", "", writes: true);

        // The write's key ends with the sequence of the newest signal it covers.
        host.Connector.Arrived = item => work.Arrived(
            int.Parse(item.Value.Id, CultureInfo.InvariantCulture), long.Parse(item.Key.Value[(item.Key.Value.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));
        return await work.RunAsync(
            (key, number) => Deliveries.SendAsync(host.Intake, number, key, CancellationToken.None), () => host.UntilEndedAsync(work.Messages, Task.CompletedTask));
    }
}
