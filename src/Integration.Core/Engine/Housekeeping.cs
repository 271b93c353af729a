using ErpSync.Connectors;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>The engine's periodic tasks: sweeps, webhook subscriptions, connection checks, silence alerts, pruning.</summary>
internal sealed class Housekeeping(
    FlowRouter router,
    ConnectionRegistry connections,
    Sweeper sweeper,
    RecordReader reader,
    FaultDesk desk,
    FlowControl control,
    Arrivals arrivals,
    WakeBoard wakes,
    EngineThreads threads,
    ISyncStore store,
    EngineOptions options,
    TimeProvider time,
    ILogger<Housekeeping> logger)
{
    private static readonly TimeSpan SubscriptionRetry = TimeSpan.FromMinutes(1);

    public IEnumerable<Task> Start(CancellationToken ct)
    {
        foreach (var flow in router.Flows.Where(flow => flow.IsSwept))
        {
            yield return RepeatAsync($"sweep of {flow.Name}", wakes.Sweep(flow.Name), () => SweepAsync(flow, ct), ct);
        }

        foreach (var flow in router.Flows.Where(flow => flow.IsRefreshed))
        {
            yield return RepeatAsync($"refresh of {flow.Name}", null, () => RefreshAsync(flow, ct), ct);
        }

        foreach (var connection in connections.All)
        {
            yield return RepeatAsync($"check of {connection.Id}", null, () => CheckAsync(connection, ct), ct);
            if (connection.Connector is IWebhookRegistrar registrar && options.WebhookBaseAddress is { } address)
            {
                yield return RepeatAsync($"subscriptions of {connection.Id}", null, () => KeepSubscriptionsAsync(connection, registrar, address, ct), ct);
            }
        }

        if (options.SilenceLimit is { } limit)
        {
            yield return RepeatAsync("silence watch", null, () => WatchSilenceAsync(limit, ct), ct);
        }

        yield return RepeatAsync("pruning", null, () => PruneAsync(ct), ct);
    }

    private Task RepeatAsync(string name, WakeSignal? wake, Func<ValueTask<TimeSpan>> run, CancellationToken ct) =>
        threads.Start(() => LoopAsync(name, wake ?? new WakeSignal(threads), run, ct));

    private async Task LoopAsync(string name, WakeSignal wake, Func<ValueTask<TimeSpan>> run, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var seen = wake.Next;
            var pause = options.FirstBackoff;
            try
            {
                pause = await run().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                EngineLog.TaskFailed(logger, name, exception);
            }

            try
            {
                await wake.WaitAsync(seen, pause, time, ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async ValueTask<TimeSpan> SweepAsync(ISyncFlow flow, CancellationToken ct)
    {
        if (control.IsStopped(flow.Name))
        {
            return options.SweepInterval;
        }

        try
        {
            await sweeper.SweepAsync(flow, ct).ConfigureAwait(false);
            return options.SweepInterval;
        }
        catch (ConnectorException exception)
        {
            EngineLog.SweepInterrupted(logger, flow.Name, exception.Fault.Code, exception);
            await desk.HoldsBackAsync(flow, exception.Fault, ct).ConfigureAwait(false);
            return exception.Fault.RetryAfter ?? options.FirstBackoff;
        }
    }

    private async ValueTask<TimeSpan> RefreshAsync(ISyncFlow flow, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcTicks;
        var period = now / options.RefreshInterval.Ticks;
        if (control.IsStopped(flow.Name))
        {
            return options.SweepInterval;
        }

        try
        {
            await sweeper.RefreshAsync(flow, period, ct).ConfigureAwait(false);
            return TimeSpan.FromTicks(((period + 1) * options.RefreshInterval.Ticks) - now);
        }
        catch (ConnectorException exception)
        {
            EngineLog.SweepInterrupted(logger, flow.Name, exception.Fault.Code, exception);
            await desk.HoldsBackAsync(flow, exception.Fault, ct).ConfigureAwait(false);
            return exception.Fault.RetryAfter ?? options.FirstBackoff;
        }
    }

    private async ValueTask<TimeSpan> CheckAsync(Connection connection, CancellationToken ct)
    {
        if (!connection.Gate.IsRefused)
        {
            return connection.Gate.Options.RecheckInterval;
        }

        using var limit = new CancellationTokenSource(connection.Gate.Options.CallTimeout, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var report = await connection.Connector.CheckAsync(patience.Token).ConfigureAwait(false);
        if (report.State is ConnectionState.Ok or ConnectionState.Degraded)
        {
            connection.Gate.Accept();
            await desk.AcceptedAsync(connection.Id, ct).ConfigureAwait(false);
        }

        return connection.Gate.Options.RecheckInterval;
    }

    private async ValueTask<TimeSpan> KeepSubscriptionsAsync(Connection connection, IWebhookRegistrar registrar, Uri address, CancellationToken ct)
    {
        try
        {
            SubscriptionReport? report = null;
            var callback = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{connection.Id}");
            await reader.CallAsync(connection, async token => report = await registrar.EnsureSubscriptionsAsync(callback, token).ConfigureAwait(false), ct)
                .ConfigureAwait(false);
            EngineLog.SubscriptionsKept(logger, connection.Id, report!.Wanted, report.Created, report.Repaired);
            return report.CheckAgainAfter;
        }
        catch (ConnectorException exception)
        {
            EngineLog.SubscriptionsFailed(logger, connection.Id, exception.Fault.Code, exception);
            return exception.Fault.RetryAfter ?? SubscriptionRetry;
        }
    }

    private async ValueTask<TimeSpan> WatchSilenceAsync(TimeSpan limit, CancellationToken ct)
    {
        foreach (var id in router.Flows.Select(flow => flow.SourceConnection).Distinct(StringComparer.Ordinal))
        {
            var now = time.GetUtcNow();
            var key = $"connection:{id}:silence";
            if (now - arrivals.LatestOf(id) < limit)
            {
                await store.CloseCaseAsync(key, "Something arrived again.", now, ct).ConfigureAwait(false);
                continue;
            }

            await store.OpenCaseAsync(new NewCase
            {
                Key = key,
                Code = "silence",
                Connection = id,
                Message = $"Connection '{id}' has shown no change for {limit.TotalMinutes:F0} minutes.",
                Hint = "Check the system, its webhook subscriptions and its permissions; raise Engine.SilenceLimit if quiet is normal.",
                At = now,
            }, ct).ConfigureAwait(false);
        }

        return limit / 2;
    }

    private async ValueTask<TimeSpan> PruneAsync(CancellationToken ct)
    {
        await store.PruneAsync(options.Retention, time.GetUtcNow(), ct).ConfigureAwait(false);
        return options.PruneInterval;
    }
}
