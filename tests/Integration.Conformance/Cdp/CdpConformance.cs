using System.Net;
using ErpSync.Adapters.Cdp;
using ErpSync.Connectors;
using ErpSync.Sandbox.Cdp;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Cdp;

/// <summary>The CDP adapter against the sandbox CDP over real HTTP.</summary>
internal sealed class CdpConformance : ConformanceFixture
{
    private const string Wrong = "wrong-profile-token";
    private readonly List<HttpClient> _clients = [];
    private SandboxCdp _box = null!;

    private CdpConformance()
    {
    }

    public override string Name => "CDP";

    public override IReadOnlyList<SourceFixture> Sources => field ??= [new CdpProfiles(_box, Clock)];

    public override IReadOnlyList<SinkFixture> Sinks => field ??= [new CdpActivitySink(_box), new CdpCustomerSink(_box)];

    public override WebhookFixture? Webhooks => new CdpWebhooks(_box.Options.WebhookSecret);

    public override IReadOnlyList<string> Secrets => [_box.Options.WriteKey, _box.Options.ProfileToken, _box.Options.WebhookSecret, Wrong];

    public override string? RequestIdHeader => "Request-Id";

    public override TimeSpan RequestTimeout => TimeSpan.FromSeconds(30);

    public override IReadOnlyList<InvalidOption> InvalidOptions { get; } =
    [
        Bad("Endpoint", static options => options.Endpoint = new Uri("http://cdp.example/")), Bad("WriteKey", static options => options.WriteKey = ""),
        Bad("ProfileToken", static options => options.SpaceId = "spa_1"), Bad("MaxBatchEvents", static options => options.MaxBatchEvents = 0),
        Bad("Traits", static options => options.Traits.Add("shoe_size")), Bad("RequestTimeout", static options => options.RequestTimeout = TimeSpan.Zero),
    ];

    public override IReadOnlyList<InjectedAnswer> OwnErrors { get; } =
    [
        new("a space that does not exist", new TransportFault.Answer(HttpStatusCode.NotFound, """{"error":{"code":"space_not_found","message":"No."}}"""), FaultKind.Unauthorized),
        new("200 with an error inside", new TransportFault.Answer(HttpStatusCode.OK, """{"error":{"code":"validation_error","message":"No."}}"""), FaultKind.SchemaChanged),
        new("a token that is not known", new TransportFault.Answer(HttpStatusCode.Unauthorized, """{"error":{"code":"authentication_error","message":"No."}}"""), FaultKind.Unauthorized),
    ];

    public override IReadOnlyDictionary<string, string> Reasons => CdpReasons.All;

    public static async Task<ConformanceFixture> StartAsync()
    {
        var fixture = new CdpConformance();
        fixture._box = await SandboxCdp.StartAsync(new SandboxCdpOptions { Clock = fixture.Clock });
        return fixture;
    }

    public override ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct)
    {
        var http = new HttpClient(request.Line.Over(new SocketsHttpHandler { AllowAutoRedirect = false })) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(http);
        var options = Valid();
        options.Endpoint = _box.BaseAddress;
        options.ProfileEndpoint = _box.BaseAddress;
        options.WriteKey = _box.Options.WriteKey;
        options.SpaceId = request.Settings == ConnectionSettings.WrongCompany ? "spa_other" : _box.Options.SpaceId;
        options.ProfileToken = request.Settings == ConnectionSettings.WrongSecret ? Wrong : _box.Options.ProfileToken;
        options.RelationshipTraits.Add("tier");
        options.Traits.UnionWith(CdpTraits.All);
        options.WebhookSecrets.Add(_box.Options.WebhookSecret);
        return ValueTask.FromResult<IConnector>(CdpConnectorFactory.Create(request.Id, options, http, Clock));
    }

    /// <summary>An empty batch writes nothing; the connection check sends one.</summary>
    public override bool IsWrite(LineRequest request) => request.Method == "POST" && request.Body != """{"batch":[]}""";

    public override string Fingerprint() => string.Join('\n', _box.Messages.Select(static message => message.MessageId));

    public override async ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        await _box.DisposeAsync();
    }

    private static CdpOptions Valid() => new() { WriteKey = "any" };

    private static InvalidOption Bad(string name, Action<CdpOptions> change) => new(name, () =>
    {
        var options = Valid();
        change(options);
        CdpConnectorFactory.Create("cdp", options, new HttpClient(), TimeProvider.System);
    });
}
