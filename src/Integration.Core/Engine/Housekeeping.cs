using ErpSync.Connectors;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>
/// The engine's periodic tasks: sweeps, webhook subscriptions, connection checks, silence alerts, pruning. A task that fails is tried again with growing pauses, and becomes a case
/// by the same rules as a record does; the case closes with its next success.
/// </summary>
internal sealed class Housekeeping(
    FlowRouter router,
    ConnectionRegistry connections,
    ConnectionCare care,
    Sweeper sweeper,
    FaultDesk desk,
    FlowControl control,
    Arrivals arrivals,
    WakeBoard wakes,
    EngineThreads threads,
    ISyncStore store,
    EngineOptions options,
    Backoff backoff,
    TimeProvider time,
    ILogger<Housekeeping> logger)
{
    public IEnumerable<Task> Start(CancellationToken ct)
    {
        foreach (var flow in router.Flows.Where(sweeper.CanSweep))
        {
            yield return RepeatAsync($"sweep of {flow.Name}", flow.SourceConnection, wakes.Sweep(flow.Name), () => SweepAsync(flow, ct), ct);
        }

        foreach (var flow in router.Flows.Where(sweeper.CanRefresh))
        {
            yield return RepeatAsync($"refresh of {flow.Name}", flow.SourceConnection, null, () => RefreshAsync(flow, ct), ct);
        }

        foreach (var connection in connections.All)
        {
            yield return RepeatAsync($"check of {connection.Id}", connection.Id, wakes.Check(connection.Id), () => care.CheckAsync(connection, ct), ct);
            if (connection.Connector is IWebhookRegistrar registrar && options.WebhookBaseAddress is { } address)
            {
                yield return RepeatAsync(
                    $"webhook subscriptions of {connection.Id}", connection.Id, null, () => care.KeepSubscriptionsAsync(connection, registrar, address, ct), ct);
            }
        }

        if (options.SilenceLimit is { } limit)
        {
            yield return RepeatAsync("silence watch", null, null, () => WatchSilenceAsync(limit, ct), ct);
        }

        yield return RepeatAsync("pruning", null, null, () => PruneAsync(ct), ct);
        yield return RepeatAsync("closing of cases", null, wakes.Settled, () => CloseSettledAsync(ct), ct);
    }

    private Task RepeatAsync(string name, string? connection, WakeSignal? wake, Func<ValueTask<TimeSpan>> run, CancellationToken ct) =>
        threads.Start(() => LoopAsync(name, connection, wake ?? new WakeSignal(threads), run, ct));

    private async Task LoopAsync(string name, string? connection, WakeSignal wake, Func<ValueTask<TimeSpan>> run, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            var seen = wake.Next;
            TimeSpan pause;
            try
            {
                pause = await run().ConfigureAwait(false);
                failures = 0;
                Succeeded(name, connection);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                pause = await FailedAsync(name, connection, exception, ++failures, ct).ConfigureAwait(false);
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

    private void Succeeded(string name, string? connection)
    {
        if (connection is not null)
        {
            desk.Works(name);
        }
    }

    /// <summary>Logs a failure and makes it a case when it is to be one.</summary>
    /// <returns>How long to rest.</returns>
    private async ValueTask<TimeSpan> FailedAsync(string name, string? connection, Exception exception, int failures, CancellationToken ct)
    {
        var fault = Faults.Of(exception, $"The {name}");
        EngineLog.TaskFailed(logger, name, fault.Code, exception);
        var isCase = fault.Kind switch
        {
            // The connection's own case says so.
            FaultKind.Throttled or FaultKind.Unauthorized => false,
            FaultKind.Transient or FaultKind.Conflict => failures >= options.MaxAttempts,
            _ => true,
        };
        if (isCase && connection is not null)
        {
            try
            {
                await desk.FailingAsync(name, connection, fault, ct).ConfigureAwait(false);
            }
            catch (Exception away) when (!ct.IsCancellationRequested)
            {
                EngineLog.TaskFailed(logger, name, fault.Code, away);
            }
        }

        return fault.RetryAfter ?? backoff.After(failures, new SubjectKey("task", name));
    }

    private async ValueTask<TimeSpan> SweepAsync(ISyncFlow flow, CancellationToken ct)
    {
        await UnlessStoppedAsync(flow, async () => await sweeper.SweepAsync(flow, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        return options.SweepInterval;
    }

    private async ValueTask<TimeSpan> RefreshAsync(ISyncFlow flow, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcTicks;
        var period = now / options.RefreshInterval.Ticks;
        return await UnlessStoppedAsync(flow, async () => await sweeper.RefreshAsync(flow, period, ct).ConfigureAwait(false), ct).ConfigureAwait(false)
            ? TimeSpan.FromTicks(((period + 1) * options.RefreshInterval.Ticks) - now)
            : options.SweepInterval;
    }

    /// <summary>False when the flow is stopped, or was stopped by what it read.</summary>
    private async ValueTask<bool> UnlessStoppedAsync(ISyncFlow flow, Func<ValueTask> read, CancellationToken ct)
    {
        if (control.IsStopped(flow.Name))
        {
            return false;
        }

        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (ConnectorException exception) when (exception.Fault.Kind == FaultKind.SchemaChanged)
        {
            await desk.HoldsBackAsync(flow, exception.Fault, ct).ConfigureAwait(false);
            return false;
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

    private async ValueTask<TimeSpan> CloseSettledAsync(CancellationToken ct)
    {
        await desk.CloseSettledAsync(ct).ConfigureAwait(false);
        return options.PruneInterval;
    }
}
