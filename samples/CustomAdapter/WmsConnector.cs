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
internal sealed class WmsConnector(string id, HttpClient http) : ISource<Shipment>, ISource<StockLevel>
{
    private const int MostIdsPerCall = 50;
    private const int MostRowsPerPage = 200;

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
            await GetAsync("v1/stock?limit=1", WmsJson.Default.WmsPageWmsStock, ct).ConfigureAwait(false);
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
        ReadAsync("v1/shipments", WmsJson.Default.WmsPageWmsShipment, ToRecord, request, ct);

    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        FindAsync("v1/shipments", WmsJson.Default.WmsPageWmsShipment, ToRecord, ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) =>
        ReadAsync("v1/stock", WmsJson.Default.WmsPageWmsStock, ToRecord, request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) =>
        FindAsync("v1/stock", WmsJson.Default.WmsPageWmsStock, ToRecord, ids, ct);

    /// <summary>Pages by the full sort key, time and id: rows that share one change time are neither lost nor read for ever.</summary>
    private async IAsyncEnumerable<SourcePage<TRecord>> ReadAsync<TRow, TRecord>(
        string path, JsonTypeInfo<WmsPage<TRow>> json, Func<TRow, SourceRecord<TRecord>> map, ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
        where TRow : IWmsRow
        where TRecord : class
    {
        var size = Math.Clamp(request.PageSizeHint ?? MostRowsPerPage, 1, MostRowsPerPage);
        var position = request.After is { } checkpoint ? Position.Parse(checkpoint).Before(Overlap) : new Position(request.From ?? DateTimeOffset.UnixEpoch, "");
        var until = request.To is { } to ? $"&until={Text(to)}" : "";
        while (true)
        {
            var rows = await GetAsync($"{path}?since={Text(position.At)}&after={Uri.EscapeDataString(position.Id)}&limit={size}{until}", json, ct).ConfigureAwait(false);
            if (rows.Count > 0)
            {
                position = new Position(rows[^1].ChangedAt, rows[^1].Id);
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
        foreach (var chunk in ids.Chunk(MostIdsPerCall))
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
        try
        {
            using var response = await http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new ConnectorException(FaultOf(response));
            }

            var body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            var page = await JsonSerializer.DeserializeAsync(body, json, ct).ConfigureAwait(false);
            return page is { Items: { } items } && items.Count == page.Count
                ? items
                : throw new ConnectorException(new Fault(FaultKind.Transient, "wms.incomplete-page", "The warehouse announced more rows than it sent."));
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(
                new Fault(FaultKind.SchemaChanged, "wms.unreadable", "The warehouse answered in a form this adapter does not know.")
                {
                    Hint = "Compare the warehouse's API version with the adapter's, then resume the flow.",
                }, exception);
        }
        catch (HttpRequestException exception)
        {
            throw new ConnectorException(new Fault(FaultKind.Transient, "wms.unreachable", "The warehouse could not be reached."), exception);
        }
    }

    private static Fault FaultOf(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => new Fault(FaultKind.Throttled, "wms.throttled", "The warehouse's rate limit is used up.")
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Fault(FaultKind.Unauthorized, "wms.unauthorized", "The warehouse refused our key.")
        {
            Hint = "Enter a valid API key with the right to read shipments and stock.",
        },
        >= HttpStatusCode.InternalServerError => new Fault(FaultKind.Transient, "wms.failing", $"The warehouse answered {(int)response.StatusCode}."),
        _ => new Fault(FaultKind.SchemaChanged, "wms.refused", $"The warehouse answered {(int)response.StatusCode} to a request it used to accept.")
        {
            Hint = "Check the base address and the warehouse's API version.",
        },
    };

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

    /// <summary>Where a reading stopped: the whole sort key, so that a page can end between two rows of one instant.</summary>
    private readonly record struct Position(DateTimeOffset At, string Id)
    {
        public static Position Parse(Checkpoint checkpoint)
        {
            var parts = checkpoint.Value.Split('|', 2);
            return new Position(DateTimeOffset.Parse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), parts[1]);
        }

        public Position Before(TimeSpan overlap) => new(At - overlap, "");

        public Checkpoint ToCheckpoint() => new($"{At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}|{Id}");
    }
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
