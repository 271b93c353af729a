using System.Globalization;
using System.Net;
using ErpSync.Adapters.BusinessCentral;
using ErpSync.Connectors;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ErpSync.Conformance.BusinessCentral;

/// <summary>The Business Central adapter against a sandbox company over real HTTP.</summary>
internal sealed class ErpConformance : ConformanceFixture
{
    private const string Wrong = "bc-wrong-token";
    private const string ClientState = "conformance-client-state-0123456789";
    private readonly SocketsHttpHandler _wire = new();
    private SandboxErp _erp = null!;
    private ErpDesk _desk = null!;

    private ErpConformance()
    {
    }

    public override string Name => "Business Central";

    public override IReadOnlyList<SourceFixture> Sources => field ??= [new ErpOrderStates(_desk), new ErpShipments(_desk), new ErpStockLevels(_desk), new ErpItems(_desk), new ErpLedgerEntries(_desk)];

    public override IReadOnlyList<SinkFixture> Sinks => field ??= [new ErpCustomerSink(_desk), new ErpDocumentSink(_desk), new ErpPostingSink(_desk), new ErpPaymentSink(_desk), new ErpJournalSink(_desk)];

    public override WebhookFixture? Webhooks => new ErpWebhooks(_erp.CompanyId, ClientState);

    public override IReadOnlyList<string> Secrets => [_erp.Token, Wrong, ClientState];

    public override string? RequestIdHeader => "x-ms-correlation-id";

    public override TimeSpan RequestTimeout => TimeSpan.FromSeconds(90);

    public override string? MissingPermission => "TableData Sales Header: Read";

    public override IReadOnlyList<InvalidOption> InvalidOptions { get; } =
    [
        Bad("BaseAddress", options => options.BaseAddress = new Uri("ftp://erp.example/")), Bad("CompanyId", options => options.CompanyId = null),
        Bad("StaticToken", options => options.StaticToken = null), Bad("PageSize", options => options.PageSize = 0),
        Bad("RequestTimeout", options => options.RequestTimeout = TimeSpan.Zero), Bad("DeltaOverlap", options => options.DeltaOverlap = TimeSpan.FromDays(2)),
        Bad("WebhookClientState", options => options.WebhookClientState = "short"),
    ];

    public override IReadOnlyList<InjectedAnswer> OwnErrors { get; } =
    [
        Own(409, "Request_EntityChanged", FaultKind.Conflict), Own(400, "Internal_CompanyNotFound", FaultKind.Unauthorized),
        Own(400, "Application_DialogException", FaultKind.Rejected), Own(400, "BadRequest", FaultKind.Transient, FaultKind.SchemaChanged), Own(429, "Application_TooManyRequests", FaultKind.Throttled),
        Own(503, "Application_ServiceUnavailable", FaultKind.Throttled, FaultKind.Transient), Own(409, "Internal_ServerError", FaultKind.Transient),
        new("200 with an error inside", new TransportFault.Answer(HttpStatusCode.OK, """{"error":{"code":"Internal_ServerError","message":"No."}}"""), FaultKind.SchemaChanged, FaultKind.Transient),
    ];

    public override IReadOnlyDictionary<string, string> Reasons => ErpReasons.All;

    public static async Task<ConformanceFixture> StartAsync()
    {
        var fixture = new ErpConformance();
        fixture._erp = await SandboxErp.StartAsync(new SandboxErpOptions { Time = fixture.Clock, MaxRequestsPerWindow = 10_000_000 });
        fixture._erp.World.AddCustomer("C1", "Canary Person", email: ConformanceCanary.Email);
        fixture._desk = new ErpDesk(fixture._erp, fixture.Clock, () => fixture.Build("desk", fixture.Options(), fixture._wire, new SilentBudgets(), NullLoggerFactory.Instance));
        return fixture;
    }

    public override ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct)
    {
        var options = Options();
        options.StaticToken = request.Settings == ConnectionSettings.WrongSecret ? Wrong : _erp.Token;
        options.CompanyId = request.Settings == ConnectionSettings.WrongCompany ? new Guid("01234567-0123-0123-0123-0123456789ab") : _erp.CompanyId;
        if (request.Settings == ConnectionSettings.MissingPermission)
        {
            request.Line.Inject(
                new TransportFault.Answer(HttpStatusCode.Forbidden, """{"error":{"code":"Authorization_RequestDenied","message":"You do not have the following permissions on TableData Sales Header: Read."}}"""),
                sent => sent.Address.AbsolutePath.Contains("/salesOrders", StringComparison.Ordinal), times: int.MaxValue);
        }

        return ValueTask.FromResult<IConnector>(Build(request.Id, options, request.Line.Over(_wire), request.Budgets, request.Loggers));
    }

    /// <summary>A batch is sent as a POST and only reads.</summary>
    public override bool IsWrite(LineRequest request) => base.IsWrite(request) && !request.Address.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal);

    public override string Fingerprint()
    {
        var books = _erp.World.Books;
        return string.Join('\n', new[] { books.Orders, books.Invoices, books.CreditMemos }.SelectMany(list => list).Select(Describe)
            .Append(string.Create(CultureInfo.InvariantCulture, $"{books.Count("customers")} {books.Count("generalLedgerEntries")} {books.Shipments.Count}"))
            .Concat(_desk.Customers().Select(customer => customer.ToString())));
    }

    public override async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        _wire.Dispose();
        await _erp.DisposeAsync();
    }

    private static string Describe(ErpDocument document) => $"{document with { Lines = [] }} {string.Join(';', document.Lines)}";

    private static InjectedAnswer Own(int status, string code, params FaultKind[] kinds) => new(
        $"{status} {code}", new TransportFault.Answer((HttpStatusCode)status, $$$"""{"error":{"code":"{{{code}}}","message":"No."}}"""), kinds);

    private static InvalidOption Bad(string name, Action<BusinessCentralOptions> change) => new(name, () =>
    {
        var options = new BusinessCentralOptions { TenantId = "contoso.example", CompanyId = new Guid("01234567-0123-0123-0123-0123456789ab"), StaticToken = "bc-token", WebhookClientState = ClientState };
        change(options);
        using var http = new HttpClient();
        BusinessCentralConnectorFactory.Create("erp", options, http, TimeProvider.System, new SilentBudgets(), NullLoggerFactory.Instance);
    });

    private BusinessCentralOptions Options() => new()
    {
        BaseAddress = _erp.BaseAddress,
        TenantId = _erp.Options.Tenant,
        Environment = _erp.Options.Environment,
        CompanyId = _erp.CompanyId,
        StaticToken = _erp.Token,
        WebhookClientState = ClientState,
        PaymentJournals = { ["shopify_payments"] = "SHOP" },
        GeneralJournal = "DEFAULT",
    };

    private BusinessCentralConnector Build(string id, BusinessCentralOptions options, HttpMessageHandler handler, IRateBudgetReporter budgets, Microsoft.Extensions.Logging.ILoggerFactory loggers)
    {
        var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        return BusinessCentralConnectorFactory.Create(id, options, http, Clock, budgets, loggers);
    }
}
