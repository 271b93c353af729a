using System.Globalization;
using System.Net;
using ErpSync.Adapters.Shopify;
using ErpSync.Connectors;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ErpSync.Conformance.Shopify;

/// <summary>The Shopify adapter against a sandbox shop over real HTTP.</summary>
internal sealed class ShopifyConformance : ConformanceFixture
{
    private const string Wrong = "shpat_wrong_secret";
    private readonly SocketsHttpHandler _wire = new() { AllowAutoRedirect = false };
    private SandboxShop _shop = null!;
    private SandboxShop? _limited;

    private ShopifyConformance()
    {
    }

    public override string Name => "Shopify";

    public override IReadOnlyList<SourceFixture> Sources => field ??=
    [
        new ShopOrders(_shop.World), new ShopItems(_shop.World), new ShopCustomers(_shop.World), new ShopStockLevels(_shop.World),
        new ShopPayouts(_shop.World), new ShopDisputes(_shop.World),
    ];

    public override IReadOnlyList<SinkFixture> Sinks => field ??= [new ShopStockSink(_shop.World), new ShopShipmentSink(_shop.World)];

    public override WebhookFixture? Webhooks => new ShopWebhooks(_shop.ShopDomain, _shop.ClientSecret);

    public override IReadOnlyList<string> Secrets => [_shop.AccessToken, _shop.ClientSecret, Wrong];

    public override string SecretHeader => "X-Shopify-Access-Token";

    public override string? RequestIdHeader => "X-Request-Id";

    public override TimeSpan RequestTimeout => TimeSpan.FromSeconds(30);

    public override string? MissingPermission => "write_inventory";

    public override IReadOnlyList<InvalidOption> InvalidOptions { get; } =
    [
        Bad("ShopDomain", options => options.ShopDomain = "shop.example.com"), Bad("ApiVersion", options => options.ApiVersion = "latest"),
        Bad("AccessToken", options => options.AccessToken = null), Bad("OrderPageSize", options => options.OrderPageSize = 0),
        Bad("RequestTimeout", options => options.RequestTimeout = TimeSpan.Zero), Bad("Overlap", options => options.Overlap = TimeSpan.FromDays(-1)),
    ];

    public override IReadOnlyList<InjectedAnswer> OwnErrors { get; } =
    [
        Own("THROTTLED", FaultKind.Throttled), Own("ACCESS_DENIED", FaultKind.Unauthorized), Own("INTERNAL_SERVER_ERROR", FaultKind.Transient),
        Own("MAX_COST_EXCEEDED", FaultKind.Invalid), Own("undefinedField", FaultKind.SchemaChanged), Own("SOMETHING_NEW", FaultKind.Transient),
        new("a shop that is frozen", new TransportFault.Answer(HttpStatusCode.PaymentRequired, "{}"), FaultKind.Unauthorized),
    ];

    public override IReadOnlyDictionary<string, string> Reasons => ShopifyReasons.All;

    public static async Task<ConformanceFixture> StartAsync()
    {
        var fixture = new ShopifyConformance();
        fixture._shop = await SandboxShop.StartAsync(fixture.Options());
        return fixture;
    }

    public override async ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct)
    {
        var shop = request.Settings == ConnectionSettings.MissingPermission
            ? _limited ??= await SandboxShop.StartAsync(Options() with { Scopes = [.. Options().Scopes.Where(scope => scope != "write_inventory")] }, ct)
            : _shop;
        var http = new HttpClient(request.Line.Over(_wire), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var options = Valid();
        options.Endpoint = shop.BaseAddress;
        options.ShopDomain = request.Settings == ConnectionSettings.WrongCompany ? "another.myshopify.com" : shop.ShopDomain;
        options.AccessToken = request.Settings == ConnectionSettings.WrongSecret ? Wrong : shop.AccessToken;
        options.WebhookSecrets.Add(shop.ClientSecret);
        options.LocationMap["MAIN"] = shop.World.LocationIds[0].ToString(CultureInfo.InvariantCulture);
        return ShopifyConnectorFactory.Create(request.Id, options, http, Clock, request.Budgets, request.Loggers);
    }

    /// <summary>Every call is a POST; only the document says whether it changes anything.</summary>
    public override bool IsWrite(LineRequest request) => request.Body.Contains("mutation ", StringComparison.Ordinal);

    public override string Fingerprint() => string.Join('\n', _shop.World.Stock.Select(level => level.ToString()).Concat(_shop.World.Orders.Select(order =>
        string.Create(CultureInfo.InvariantCulture, $"{order.Id} {order.Fulfilments.Count}"))));

    public override async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await _shop.DisposeAsync();
        if (_limited is not null)
        {
            await _limited.DisposeAsync();
        }
    }

    private static ShopifyOptions Valid() => new() { ShopDomain = "sandbox.myshopify.com", AccessToken = "shpat_any" };

    private static InvalidOption Bad(string name, Action<ShopifyOptions> change) => new(name, () =>
    {
        var options = Valid();
        change(options);
        ShopifyConnectorFactory.Create("shop", options, new HttpClient(), TimeProvider.System, new SilentBudgets(), NullLoggerFactory.Instance);
    });

    private static InjectedAnswer Own(string code, FaultKind kind) => new(
        $"200 with the error {code}", new TransportFault.Answer(HttpStatusCode.OK, $$$"""{"errors":[{"message":"No.","extensions":{"code":"{{{code}}}"}}]}"""), kind);

    private SandboxShopOptions Options() => new() { Clock = Clock, Catalog = new SandboxCatalog([]), BucketSize = 1_000_000, RestoreRate = 100_000 };
}
