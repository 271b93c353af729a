using System.Globalization;
using System.Net;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Everything the suite needs to test a connector of the reference system; the seams are where mutants are built in.</summary>
/// <param name="name">Name for the report.</param>
/// <param name="build">Makes the connector.</param>
/// <param name="wire">Puts something between connector and line; null for nothing.</param>
/// <param name="onSystemClock">Whether the connector waits on the machine's clock.</param>
internal sealed class ReferenceFixture(
    string name, Func<ReferenceClient, string, ReferenceConnector> build, Func<HttpMessageHandler, HttpMessageHandler>? wire = null, bool onSystemClock = false) : ConformanceFixture
{
    private const string Wrong = "reference-secret-wrong";
    private readonly List<HttpClient> _clients = [];
    private ReferenceServer? _server;

    public ReferenceServer Server => _server ??= new ReferenceServer(Clock);

    public override string Name => name;

    public override IReadOnlyList<SourceFixture> Sources => field ??= [new ReferenceNoteSource(Server)];

    public override IReadOnlyList<SinkFixture> Sinks => field ??= [new ReferenceNoteSink(Server), new ReferenceLevelSink(Server)];

    public override WebhookFixture? Webhooks { get; } = new ReferenceWebhookFixture();

    public override IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [$"FID-05w/{ReferenceConnector.Levels}"] = "A level has no text beside its SKU.",
        [$"FID-06/{ReferenceConnector.Levels}"] = "A level has no text beside its SKU.",
    };

    public override IReadOnlyList<string> Secrets => [ReferenceServer.Secret, ReferenceServer.Limited, Wrong, ReferenceWebhooks.Secret];

    public override TimeSpan RequestTimeout => ReferenceClient.Timeout;

    public override string? RequestIdHeader => "X-Request-Id";

    public override string? MissingPermission => "write_notes";

    public override IReadOnlyList<InvalidOption> InvalidOptions { get; } =
    [
        new("Company", () => Options("secret", "")), new("Secret", () => Options("", "main")),
    ];

    public override IReadOnlyList<InjectedAnswer> OwnErrors { get; } =
    [
        new("422 with a field", new TransportFault.Answer(HttpStatusCode.UnprocessableEntity, """{"code":"invalid","field":"text"}"""), FaultKind.Invalid),
        new("200 with an error inside", new TransportFault.Answer(HttpStatusCode.OK, """{"error":"not today"}"""), FaultKind.SchemaChanged),
    ];

    public override ConnectorDescriptor? PreviousDescriptor { get; } = new("tested", "Reference system", "reference",
        [new EntityCapability(ReferenceConnector.Notes) { Reads = ReadModes.ById | ReadModes.Delta, Writes = WriteModes.Create, Idempotency = IdempotencyMode.Native }]);

    public override ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct)
    {
        var (secret, company) = request.Settings switch
        {
            ConnectionSettings.WrongSecret => (Wrong, "main"),
            ConnectionSettings.WrongCompany => (ReferenceServer.Secret, "elsewhere"),
            ConnectionSettings.MissingPermission => (ReferenceServer.Limited, "main"),
            _ => (ReferenceServer.Secret, "main"),
        };
        Options(secret, company);
        var line = request.Line.Over(Server);
        var http = new HttpClient(wire?.Invoke(line) ?? line, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(http);
        var client = new ReferenceClient(request.Id, http, secret, company, onSystemClock ? TimeProvider.System : Clock, request.Budgets);
        return ValueTask.FromResult<IConnector>(build(client, request.Id));
    }

    public override string Fingerprint() => Server.Look(notes => string.Join('\n', notes.Rows.OrderBy(row => row.Id, StringComparer.Ordinal)
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Id}@{row.Version}"))));

    public override ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Options(string secret, string company)
    {
        if (secret.Length == 0 || company.Length == 0)
        {
            throw new ArgumentException($"The option {(secret.Length == 0 ? "Secret" : "Company")} is empty; enter a value.", nameof(secret));
        }
    }
}
