using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ErpSync.Connectors;
using ErpSync.Model;

namespace CustomAdapter;

/// <summary>
/// A warehouse (WMS) as ErpSync sees it: shipments that left and stock on hand, read as JSON over HTTP. It never sleeps and never retries:
/// what goes wrong is reported as a fault, and the engine decides what to do about it.
/// </summary>
/// <param name="id">Connection id, the one given to <c>AddConnection</c>.</param>
/// <param name="http">Client with the base address and the credentials of the warehouse.</param>
/// <param name="time">Clock; the connector waits on no other.</param>
internal sealed class WmsConnector(string id, HttpClient http, TimeProvider time) : ISource<Shipment>, ISource<StockLevel>
{
    private const int MostIdsPerCall = 50;
    private const int MostRowsPerPage = 200;
    private const string Shipments = "v1/shipments";
    private const string Stock = "v1/stock";

    /// <summary>How long one answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Bad settings are told when the connection is built, by their name.</summary>
    private readonly HttpClient _http = http.BaseAddress is null ? throw new ArgumentException("http.BaseAddress is not set: give the address of the warehouse.", nameof(http)) : http;

    /// <summary>Rows can become visible a little after their change time: every reading starts this much before its checkpoint.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    /// <summary>Capabilities are data: the engine batches, sweeps and validates by them.</summary>
    public ConnectorDescriptor Descriptor { get; } = new(id, "Warehouse", "wms",
    [
        new EntityCapability(EntityNames.Shipment) { Reads = ReadModes.ById | ReadModes.Delta, MaxReadBatchSize = MostIdsPerCall },
        new EntityCapability(EntityNames.StockLevel) { Reads = ReadModes.ById | ReadModes.Delta, MaxReadBatchSize = MostIdsPerCall },
    ]);

    /// <summary>A fault is an answer here, not an exception: operators see the state and what to do.</summary>
    public async ValueTask<ConnectionReport> CheckAsync(CancellationToken ct)
    {
        try
        {
            await GetAsync($"{Shipments}?limit=1", WmsJson.Default.WmsPageWmsShipment, ct).ConfigureAwait(false);
            await GetAsync($"{Stock}?limit=1", WmsJson.Default.WmsPageWmsStock, ct).ConfigureAwait(false);
            return new ConnectionReport(ConnectionState.Ok, []);
        }
        catch (ConnectorException exception)
        {
            var fault = exception.Fault;
            var state = fault.Kind switch
            {
                FaultKind.Unauthorized => ConnectionState.Unauthorized,
                FaultKind.Throttled => ConnectionState.Degraded,
                FaultKind.SchemaChanged => ConnectionState.Misconfigured,
                _ => ConnectionState.Unreachable,
            };
            return new ConnectionReport(state, [new ConnectionFinding(fault.Code, fault.Message, fault.Hint)]);
        }
    }

    IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, CancellationToken ct) =>
        ReadAsync(Shipments, WmsJson.Default.WmsPageWmsShipment, ToRecord, request, ct);

    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        FindAsync(Shipments, WmsJson.Default.WmsPageWmsShipment, ToRecord, ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) =>
        ReadAsync(Stock, WmsJson.Default.WmsPageWmsStock, ToRecord, request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        FindAsync(Stock, WmsJson.Default.WmsPageWmsStock, ToRecord, ids, ct);

    /// <summary>Pages by the full sort key, time and id: rows that share one change time are neither lost nor read for ever.</summary>
    private async IAsyncEnumerable<SourcePage<TRecord>> ReadAsync<TRow, TRecord>(
        string path, JsonTypeInfo<WmsPage<TRow>> json, Func<TRow, SourceRecord<TRecord>> map, ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
        where TRow : IWmsRow
        where TRecord : class
    {
        var size = Math.Clamp(request.PageSizeHint ?? MostRowsPerPage, 1, MostRowsPerPage);
        var position = request.After is { } checkpoint ? Position.Parse(checkpoint, path).Before(Overlap) : new Position(path, DateTimeOffset.UnixEpoch, "");
        position = request.From > position.At ? new Position(path, request.From.Value, "") : position;
        var until = request.To is { } to ? $"&until={Text(to)}" : "";
        while (true)
        {
            var rows = await GetAsync($"{path}?since={Text(position.At)}&after={Uri.EscapeDataString(position.Id)}&limit={size}{until}", json, ct).ConfigureAwait(false);
            if (rows.Count > 0)
            {
                position = new Position(path, rows[^1].ChangedAt, rows[^1].Id);
                yield return new SourcePage<TRecord>([.. rows.Select(map)], position.ToCheckpoint());
            }

            if (rows.Count < size)
            {
                yield break;
            }
        }
    }

    /// <summary>Fresh state by id; an id that the warehouse leaves out of a complete answer does not exist.</summary>
    private async IAsyncEnumerable<SourceRecord<TRecord>> FindAsync<TRow, TRecord>(
        string path, JsonTypeInfo<WmsPage<TRow>> json, Func<TRow, SourceRecord<TRecord>> map, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
        where TRow : IWmsRow
        where TRecord : class
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(MostIdsPerCall))
        {
            var rows = await GetAsync($"{path}?ids={string.Join(',', chunk.Select(Uri.EscapeDataString))}", json, ct).ConfigureAwait(false);
            var found = rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
            foreach (var wanted in chunk)
            {
                yield return found.TryGetValue(wanted, out var row)
                    ? map(row)
                    : new SourceRecord<TRecord>(wanted, "gone", DateTimeOffset.UnixEpoch, null, IsDeleted: true);
            }
        }
    }

    /// <summary>One request; everything that is not a complete answer becomes a fault of the right kind.</summary>
    private async ValueTask<IReadOnlyList<TRow>> GetAsync<TRow>(string address, JsonTypeInfo<WmsPage<TRow>> json, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var response = await _http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new ConnectorException(WmsFaults.Of(response, address.StartsWith(Stock, StringComparison.Ordinal) ? "read_stock" : "read_shipments", time.GetUtcNow()));
            }

            var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            var page = await JsonSerializer.DeserializeAsync(body, json, either.Token).ConfigureAwait(false) ?? throw new JsonException();
            return page.Items.Count == page.Count
                ? page.Items
                : throw new ConnectorException(new Fault(FaultKind.Transient, "wms.incomplete-page", "The warehouse announced more rows than it sent."));
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(WmsFaults.Unreadable, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ConnectorException(WmsFaults.Unreachable, exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException(WmsFaults.Silent, exception);
        }
    }

    /// <summary>A row that makes no sense is a fault of that row alone; the rest of the page goes on.</summary>
    private static SourceRecord<Shipment> ToRecord(WmsShipment row)
    {
        var shipment = new Shipment
        {
            Id = row.Id,
            Number = row.Id,
            ExternalOrderNumber = row.OrderReference,
            ShippedAt = row.ShippedAt,
            Carrier = row.Carrier,
            TrackingNumbers = row.Tracking is { Length: > 0 } tracking ? [tracking] : [],
            Lines = [.. row.Lines.Select(line => new ShipmentLine(line.Sku, line.Quantity))],
        };
        return string.IsNullOrEmpty(row.OrderReference)
            ? new SourceRecord<Shipment>(row.Id, row.Revision, row.ChangedAt, null, Fault: new Fault(
                FaultKind.Invalid, "wms.shipment-without-order", $"Shipment {row.Id} names no order.")
            {
                Field = "externalOrderNumber",
                Hint = "Enter the shop's order number on the shipment in the warehouse.",
            })
            : new SourceRecord<Shipment>(row.Id, row.Revision, row.ChangedAt, shipment);
    }

    private static SourceRecord<StockLevel> ToRecord(WmsStock row) => new(row.Id, row.Revision, row.ChangedAt, new StockLevel
    {
        Sku = row.Id,
        Cells = [.. row.Bins.Select(bin => new StockCell { Location = bin.Site, OnHand = bin.Quantity })],
        Watermark = row.Revision,
        AsOf = row.ChangedAt,
    });

    private static string Text(DateTimeOffset at) => Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Where a reading of one list stopped: the whole sort key, so that a page can end between two rows of one instant.</summary>
    private readonly record struct Position(string List, DateTimeOffset At, string Id)
    {
        /// <summary>A text that is not ours is a fault: reading everything instead would hide that the place was lost.</summary>
        public static Position Parse(Checkpoint checkpoint, string list)
        {
            // The first release wrote no list.
            var parts = checkpoint.Value.Length > 500 ? [] : checkpoint.Value.Split('|');
            var own = parts.Length == 3 && parts[0] == list ? parts[1..] : parts;
            return own is [var at, { Length: > 0 } id] && DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
                ? new Position(list, instant, id)
                : throw new ConnectorException(WmsFaults.BadCheckpoint);
        }

        public Position Before(TimeSpan overlap) => new(List, At > DateTimeOffset.MinValue + overlap ? At - overlap : DateTimeOffset.MinValue, "");

        public Checkpoint ToCheckpoint() => new($"{List}|{At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}|{Id}");
    }
}

/// <summary>What can go wrong, each with a stable code, and with a hint where a person has to act. Nothing the warehouse said is repeated.</summary>
internal static class WmsFaults
{
    public static Fault Unreadable { get; } = new(FaultKind.SchemaChanged, "wms.unreadable", "The warehouse answered in a form this adapter does not know.")
    {
        Hint = "Compare the warehouse's API version with the adapter's, then resume the flow.",
    };

    public static Fault Unreachable { get; } = new(FaultKind.Transient, "wms.unreachable", "The warehouse could not be reached.") { Hint = "Check the address, the network and whether the warehouse is up." };

    public static Fault Silent { get; } = new(FaultKind.Transient, "wms.silent", "The warehouse did not answer in time.");

    public static Fault BadCheckpoint { get; } = new(FaultKind.Invalid, "wms.bad-checkpoint", "The stored checkpoint was not written by this feed.")
    {
        Hint = "Forget the checkpoint of the flow (IErpSync.ForgetCheckpointAsync).",
    };

    /// <summary>The fault of an answer that is no success.</summary>
    /// <param name="response">Answer.</param>
    /// <param name="permission">Permission that the request needed.</param>
    /// <param name="now">Now.</param>
    public static Fault Of(HttpResponseMessage response, string permission, DateTimeOffset now) => ByStatus(response, permission, now) with
    {
        RemoteRequestId = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.First() : null,
    };

    private static Fault ByStatus(HttpResponseMessage response, string permission, DateTimeOffset now) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => new Fault(FaultKind.Throttled, "wms.throttled", "The warehouse's rate limit is used up.") { RetryAfter = RetryAfter(response, now) },
        HttpStatusCode.Unauthorized => new Fault(FaultKind.Unauthorized, "wms.unauthorized", "The warehouse refused our key.") { Hint = "Enter a valid API key." },
        HttpStatusCode.Forbidden => new Fault(FaultKind.Unauthorized, "wms.forbidden", $"Our key lacks the permission {permission}.") { Hint = "Give the key the permission in the warehouse." },
        >= HttpStatusCode.InternalServerError => new Fault(FaultKind.Transient, "wms.failing", $"The warehouse answered {(int)response.StatusCode}."),
        _ => new Fault(FaultKind.SchemaChanged, "wms.refused", $"The warehouse answered {(int)response.StatusCode} to a request it used to accept.")
        {
            Hint = "Check the base address and the warehouse's API version.",
        },
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}

internal interface IWmsRow
{
    string Id { get; }

    DateTimeOffset ChangedAt { get; }
}

internal sealed record WmsPage<TRow>(int Count, IReadOnlyList<TRow> Items);

internal sealed record WmsShipment(
    string Id, string Revision, DateTimeOffset ChangedAt, string? OrderReference, DateTimeOffset ShippedAt, string? Carrier, string? Tracking,
    IReadOnlyList<WmsLine> Lines) : IWmsRow;

internal sealed record WmsLine(string Sku, decimal Quantity);

internal sealed record WmsStock(string Id, string Revision, DateTimeOffset ChangedAt, IReadOnlyList<WmsBin> Bins) : IWmsRow;

internal sealed record WmsBin(string Site, decimal Quantity);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WmsPage<WmsShipment>))]
[JsonSerializable(typeof(WmsPage<WmsStock>))]
internal sealed partial class WmsJson : JsonSerializerContext;
