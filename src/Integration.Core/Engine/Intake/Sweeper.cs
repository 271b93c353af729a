using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Diagnostics;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>
/// Finds what webhooks missed: reads the headers of changed records page by page, makes them signals, and saves each page's checkpoint in the
/// same step. A page that was signalled before is recognised by id and version.
/// </summary>
internal sealed class Sweeper(
    ConnectionRegistry connections,
    RecordReader reader,
    ISyncStore store,
    WakeBoard wakes,
    Arrivals arrivals,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<Sweeper> logger)
{
    public static string CheckpointKey(string flow) => $"sweep:{flow}";

    /// <summary>Whether the flow wants to be swept and its source can say what changed.</summary>
    public bool CanSweep(ISyncFlow flow) => flow.IsSwept && CanList(flow);

    /// <summary>Whether the flow wants to be refreshed and its source can say what there is.</summary>
    public bool CanRefresh(ISyncFlow flow) => flow.IsRefreshed && CanList(flow);

    /// <summary>Reads from the saved checkpoint to the end.</summary>
    /// <returns>Signals accepted.</returns>
    public ValueTask<long> SweepAsync(ISyncFlow flow, CancellationToken ct) => ReadAsync(flow, CheckpointKey(flow.Name), null, null, ct);

    /// <summary>
    /// Signals every record of a flow, once per period and resumable like a sweep. A flow that was never swept has just been, or is about to be, read as a whole.
    /// </summary>
    public async ValueTask RefreshAsync(ISyncFlow flow, long period, CancellationToken ct)
    {
        if (await store.ReadCheckpointAsync(CheckpointKey(flow.Name), ct).ConfigureAwait(false) is null)
        {
            return;
        }

        await ReadAsync(flow, RefreshKey(flow.Name, period), null, null, ct, string.Create(CultureInfo.InvariantCulture, $"#{period}")).ConfigureAwait(false);
        await store.AppendAsync([], new CheckpointWrite(RefreshKey(flow.Name, period - 1), null), ct).ConfigureAwait(false);
    }

    /// <summary>Reads one window, resumable under its own checkpoint.</summary>
    public async ValueTask<long> ReadAsync(
        ISyncFlow flow, string checkpointKey, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct, string occasion = "")
    {
        long accepted = 0;
        while (true)
        {
            try
            {
                var after = await store.ReadCheckpointAsync(checkpointKey, ct).ConfigureAwait(false);
                var start = from ?? (after is null && flow.IsSweptFromNow ? time.GetUtcNow() : null);
                var (fresh, pause) = await ReadPagesAsync(flow, checkpointKey, new ReadRequest(after, start, to, HeadersOnly: true), occasion, ct).ConfigureAwait(false);
                accepted += fresh;
                if (pause is not { } rest)
                {
                    return accepted;
                }

                await Task.Delay(rest, time, ct).ConfigureAwait(false);
            }
            catch (ConnectorException exception) when (exception.Fault.Kind == FaultKind.Throttled)
            {
                // The gate rests by itself; go on from the last page that is durable.
                EngineLog.SweepInterrupted(logger, flow.Name, exception.Fault.Code, exception);
            }
        }
    }

    private bool CanList(ISyncFlow flow) =>
        connections[flow.SourceConnection].Connector.Descriptor.Find(flow.SourceEntity) is { } capability && (capability.Reads & (ReadModes.Delta | ReadModes.Snapshot)) != 0;

    private static string RefreshKey(string flow, long period) => string.Create(CultureInfo.InvariantCulture, $"refresh:{flow}:{period}");

    /// <summary>Reads to the end of what there is: signals accepted, and when to go on, if that was not the whole.</summary>
    private async ValueTask<(long Accepted, TimeSpan? ContinueAfter)> ReadPagesAsync(ISyncFlow flow, string checkpointKey, ReadRequest request, string occasion, CancellationToken ct)
    {
        var target = connections[flow.SourceConnection];
        var source = target.Source(flow.SourceEntity);
        long accepted = 0;
        TimeSpan? pause = null;
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pages = source.ReadHeadersAsync(request, reading.Token).GetAsyncEnumerator(reading.Token);
        await using var _ = pages.ConfigureAwait(false);
        while (true)
        {
            var asked = time.GetUtcNow();
            if (!await reader.NextAsync(target, ConnectionPart.Listing(flow.SourceEntity), pages, reading, ct).ConfigureAwait(false))
            {
                return (accepted, pause);
            }

            pause = pages.Current.ContinueAfter;
            accepted += await AcceptAsync(flow, checkpointKey, pages.Current, asked, occasion, ct).ConfigureAwait(false);
        }
    }

    private async ValueTask<long> AcceptAsync(
        ISyncFlow flow, string checkpointKey, SourceHeaderPage page, DateTimeOffset asked, string occasion, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var granularity = connections[flow.SourceConnection].Connector.Descriptor.Find(flow.SourceEntity)?.VersionGranularity ?? TimeSpan.Zero;
        var signals = page.Headers.Select(header => new NewSignal(
            new SubjectKey(flow.Name, flow.SubjectOf(header.Id)), $"sweep:{flow.SourceConnection}", DeliveryIdOf(header, asked, now, granularity) + occasion, header.ChangedAt, now)).ToList();
        var results = await store.AppendAsync(signals, new CheckpointWrite(checkpointKey, page.Next), ct).ConfigureAwait(false);
        var fresh = results.Count(result => !result.IsDuplicate);
        telemetry.Accepted("sweep", fresh, results.Count - fresh);
        if (page.Headers.Count > 0)
        {
            arrivals.Seen(flow.SourceConnection);
        }

        if (fresh > 0)
        {
            wakes.Flow(flow.Name).Pulse();
        }

        return fresh;
    }

    private static string DeliveryIdOf(SourceHeader header, DateTimeOffset asked, DateTimeOffset now, TimeSpan granularity)
    {
        var id = $"{header.Id}@{header.Version}{(header.IsDeleted ? "-deleted" : "")}";

        // Within the granularity the version may come to stand for a later change as well: it must not count as seen. What counts is when the page was asked for,
        // because its content may be as old as that when a slow answer arrives.
        return granularity > TimeSpan.Zero && header.ChangedAt > asked - (granularity * 2)
            ? string.Create(CultureInfo.InvariantCulture, $"{id}~{now.UtcTicks}")
            : id;
    }
}
