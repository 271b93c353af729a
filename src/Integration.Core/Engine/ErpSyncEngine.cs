using ErpSync.Diagnostics;
using ErpSync.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>Runs everything: lanes, workers, dispatchers, sweeps, subscriptions, supervision. Stops gracefully: what is under way is finished and committed.</summary>
internal sealed class ErpSyncEngine(
    ISyncStore store,
    ILaneOwnership ownership,
    LaneTable lanes,
    ConnectionRegistry connections,
    FlowRouter router,
    EffectRecovery recovery,
    PlanCommitter committer,
    EffectJudge judge,
    FaultDesk desk,
    FlowControl control,
    WakeBoard wakes,
    IEnumerable<PlanGuard> guards,
    Housekeeping housekeeping,
    EngineThreads threads,
    EngineOptions options,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<ErpSyncEngine> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenSource _release = new();
    private readonly List<Task> _tasks = [];
    private readonly List<Dispatcher> _dispatchers = [];
    private Task _watching = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.CheckSchemaAsync(cancellationToken).ConfigureAwait(false);
        var first = threads.Source();
        _watching = WatchLanesAsync(first);
        await Task.WhenAny(first.Task, _watching).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_watching.IsFaulted)
        {
            await _watching.ConfigureAwait(false);
        }

        foreach (var flow in router.Flows)
        {
            for (var part = 0; part < options.WorkersPerFlow; part++)
            {
                var worker = new FlowWorker(
                    flow, part, options.WorkersPerFlow, store, lanes, recovery, committer, judge, desk, control, wakes, options, telemetry, time, logger);
                _tasks.Add(threads.Start(() => worker.RunAsync(_stop.Token)));
            }
        }

        var sinkGuard = guards.FirstOrDefault() is { } guard ? new SinkGuard(guard, router) : null;
        foreach (var connection in connections.All)
        {
            foreach (var (capability, sink) in connection.Sinks())
            {
                for (var part = 0; part < options.DispatchersPerSink; part++)
                {
                    var dispatcher = new Dispatcher(
                        connection, capability, sink, store, lanes, recovery, judge, desk, control, wakes, options, telemetry, time, logger, sinkGuard);
                    _dispatchers.Add(dispatcher);
                    _tasks.Add(threads.Start(() => dispatcher.RunAsync(_stop.Token, _abort.Token)));
                }
            }
        }

        _tasks.Add(threads.Start(() => recovery.RunAsync(_stop.Token)));
        _tasks.AddRange(housekeeping.Start(_stop.Token));
        EngineLog.Started(logger, router.Flows.Count, connections.All.Count, store.LaneCount);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await threads.CancelAsync(_stop).ConfigureAwait(false);
        var all = Task.WhenAll(_tasks);
        using var grace = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = await Task.WhenAny(all, Task.Delay(options.ShutdownTimeout, time, grace.Token)).ConfigureAwait(false);
        await threads.CancelAsync(grace).ConfigureAwait(false);
        if (finished != all)
        {
            await threads.CancelAsync(_abort).ConfigureAwait(false);
        }

        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var dispatcher in _dispatchers)
        {
            await dispatcher.ReturnAsync().ConfigureAwait(false);
        }

        // Only now: giving the lanes up fences this process off, and the answers on the way would not get on record.
        await threads.CancelAsync(_release).ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lanes.Clear();
        EngineLog.Stopped(logger);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
        _release.Dispose();
    }

    private async Task WatchLanesAsync(TaskCompletionSource first)
    {
        while (!_release.IsCancellationRequested)
        {
            try
            {
                await FollowLanesAsync(first).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (_release.IsCancellationRequested)
            {
                // The graceful end of ownership.
                return;
            }
            catch (Exception exception) when (first.Task.IsCompleted)
            {
                // A host that has started does not go on without lanes and in silence: it lets them go and asks again.
                EngineLog.LanesBrokeOff(logger, exception);
                lanes.Clear();
                await Task.Delay(options.FirstBackoff, time, _release.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowLanesAsync(TaskCompletionSource first)
    {
        await foreach (var change in ownership.WatchAsync(_release.Token).ConfigureAwait(false))
        {
            lanes.Apply(new LaneChange([], change.Lost));
            if (change.Leaving.Count > 0)
            {
                await lanes.DrainAsync(change.Leaving, options.ShutdownTimeout, time).ConfigureAwait(false);
            }

            var recovered = change.Gained.Count == 0 ? 0 : await RecoverAsync(change.Gained).ConfigureAwait(false);
            lanes.Apply(new LaneChange(change.Gained, []));
            if (change.Gained.Count > 0 || change.Lost.Count > 0)
            {
                EngineLog.LanesChanged(logger, change.Gained.Count, change.Lost.Count, recovered);
            }

            threads.Complete(first);
            wakes.PulseFlows();
            wakes.PulseSinks();
        }
    }

    /// <summary>Nothing is claimed on gained lanes before what their former owner left is known, so this is tried until it succeeds.</summary>
    private async Task<int> RecoverAsync(IReadOnlyList<LaneGrant> gained)
    {
        while (true)
        {
            try
            {
                return await store.RecoverEffectsAsync(gained, recovery.LagOf, _release.Token).ConfigureAwait(false);
            }
            catch (StoreException away)
            {
                EngineLog.TaskFailed(logger, "recovery of effects", away.Code, away);
                await Task.Delay(options.FirstBackoff, time, _release.Token).ConfigureAwait(false);
            }
        }
    }
}
