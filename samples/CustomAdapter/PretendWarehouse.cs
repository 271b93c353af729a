using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CustomAdapter;

/// <summary>The warehouse's web API, played in memory so that the sample and its tests run without one.</summary>
internal sealed class PretendWarehouse : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WmsShipment> _shipments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WmsStock> _stock = new(StringComparer.Ordinal);
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private int _requests;

    /// <summary>Key that callers must send; null asks for none.</summary>
    public string? Key { get; init; }

    /// <summary>A key that may read shipments but no stock.</summary>
    public string? LimitedKey { get; init; }

    public int Requests => Volatile.Read(ref _requests);

    public void Ship(WmsShipment shipment)
    {
        lock (_lock)
        {
            _shipments[shipment.Id] = shipment;
        }
    }

    public void Count(WmsStock stock)
    {
        lock (_lock)
        {
            _stock[stock.Id] = stock;
        }
    }

    /// <summary>Answers the next request with this instead.</summary>
    public void AnswerNext(Func<HttpResponseMessage> answer)
    {
        lock (_lock)
        {
            _answers.Enqueue(answer);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        lock (_lock)
        {
            return Task.FromResult(_answers.TryDequeue(out var answer) ? answer() : Refuse(request) ?? Answer(request.RequestUri!));
        }
    }

    private HttpResponseMessage? Refuse(HttpRequestMessage request)
    {
        var key = request.Headers.Authorization?.Parameter;
        return Key is null || key == Key ? null
            : key is null || key != LimitedKey ? new HttpResponseMessage(HttpStatusCode.Unauthorized)
            : request.RequestUri!.AbsolutePath.EndsWith("/stock", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.Forbidden)
            : null;
    }

    private HttpResponseMessage Answer(Uri address) => address.AbsolutePath switch
    {
        "/v1/shipments" => Page(_shipments.Values, address.Query, rows => JsonSerializer.SerializeToUtf8Bytes(rows, WmsJson.Default.WmsPageWmsShipment)),
        "/v1/stock" => Page(_stock.Values, address.Query, rows => JsonSerializer.SerializeToUtf8Bytes(rows, WmsJson.Default.WmsPageWmsStock)),
        _ => new HttpResponseMessage(HttpStatusCode.NotFound),
    };

    private static HttpResponseMessage Page<TRow>(IEnumerable<TRow> rows, string query, Func<WmsPage<TRow>, byte[]> write)
        where TRow : IWmsRow
    {
        var options = query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        var chosen = options.TryGetValue("ids", out var ids)
            ? rows.Where(row => ids.Split(',').Contains(row.Id))
            : rows.Where(row => IsAfter(row, options) && !(options.TryGetValue("until", out var until) && row.ChangedAt >= Instant(until)))
                .OrderBy(row => row.ChangedAt).ThenBy(row => row.Id, StringComparer.Ordinal)
                .Take(int.Parse(options.GetValueOrDefault("limit", "100"), CultureInfo.InvariantCulture));
        var list = chosen.ToList();
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(write(new WmsPage<TRow>(list.Count, list))) };
    }

    private static bool IsAfter(IWmsRow row, Dictionary<string, string> options)
    {
        if (!options.TryGetValue("since", out var since))
        {
            return true;
        }

        var order = row.ChangedAt.CompareTo(Instant(since));
        return order > 0 || (order == 0 && string.CompareOrdinal(row.Id, options.GetValueOrDefault("after", "")) > 0);
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
