using System.Net;
using CustomAdapter;
using ErpSync.Connectors;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Wms;

/// <summary>The sample warehouse: the shortest useful fixture for an adapter that only reads.</summary>
internal sealed class WmsConformance : ConformanceFixture
{
    private const string Wrong = "wms-key-wrong";
    private const string Limited = "wms-key-without-stock";
    private readonly PretendWarehouse _warehouse = new() { Key = "wms-key-right", LimitedKey = Limited };
    private readonly List<HttpClient> _clients = [];

    public override string Name => "Sample warehouse";

    public override IReadOnlyList<SourceFixture> Sources => field ??= [new WmsShipments(_warehouse, Clock), new WmsStockLevels(_warehouse, Clock)];

    public override IReadOnlyList<string> Secrets => ["wms-key-right", Wrong, Limited];

    public override TimeSpan RequestTimeout => WmsConnector.Timeout;

    public override string? RequestIdHeader => "X-Request-Id";

    public override string? MissingPermission => "read_stock";

    public override IReadOnlyList<InvalidOption> InvalidOptions { get; } = [new("http.BaseAddress", () => Build("wms", new HttpClient(), new ConformanceClock(Start)))];

    public override IReadOnlyList<InjectedAnswer> OwnErrors { get; } =
    [
        new("200 with fewer rows than announced", new TransportFault.Answer(HttpStatusCode.OK, """{"count":3,"items":[]}"""), FaultKind.Transient),
        new("200 with an error inside", new TransportFault.Answer(HttpStatusCode.OK, """{"error":"closed for stock-taking"}"""), FaultKind.SchemaChanged),
    ];

    public override IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FID-01"] = "The warehouse knows no amounts.",
        ["FID-02"] = "The warehouse knows no amounts.",
        ["FID-03"] = "The warehouse knows no amounts.",
        ["FID-05/stock-level"] = "A stock level carries no text beside its SKU.",
        ["FID-07/stock-level"] = "A stock level carries no optional text.",
        ["OBS-01"] = "The pretend warehouse answers inside HttpClient, above the handler of .NET that makes the spans; the other adapters show it over a socket.",
    };

    public override ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct)
    {
        var http = new HttpClient(request.Line.Over(_warehouse), disposeHandler: false)
        {
            BaseAddress = new Uri(request.Settings == ConnectionSettings.WrongCompany ? "https://wms.example/another/" : "https://wms.example/"),
        };
        http.DefaultRequestHeaders.Authorization = new("Bearer", request.Settings switch
        {
            ConnectionSettings.WrongSecret => Wrong,
            ConnectionSettings.MissingPermission => Limited,
            _ => "wms-key-right",
        });
        _clients.Add(http);
        return ValueTask.FromResult<IConnector>(Build(request.Id, http, Clock));
    }

    public override ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        _warehouse.Dispose();
        return ValueTask.CompletedTask;
    }

    private static WmsConnector Build(string id, HttpClient http, TimeProvider time) => new(id, http, time);
}
