using System.Collections.Concurrent;
using System.Net;
using Azure.Core;
using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.BusinessCentral.Tests;

public sealed class TransportTests
{
    private const string EmptyList = """{"value":[]}""";

    private static readonly Customer Shopper = new() { Id = "7", DisplayName = "John Roe" };

    public static TheoryData<int, string, FaultKind, bool> WriteFaults => new()
    {
        { 400, "Application_DialogException", FaultKind.Rejected, false },
        { 400, "Application_FieldValidationException", FaultKind.Rejected, false },
        { 400, "Application_CallbackNotAllowed", FaultKind.Rejected, false },
        { 400, "Application_StringExceededLength", FaultKind.Invalid, false },
        { 400, "Internal_InvalidTableRelation", FaultKind.Invalid, false },
        { 400, "BadRequest_InvalidToken", FaultKind.Bug, false },
        { 400, "BadRequest_InvalidOperation", FaultKind.Bug, false },
        { 400, "BadRequest", FaultKind.Transient, false },
        { 400, "Something_New", FaultKind.Invalid, false },
        { 401, "Authentication_InvalidCredentials", FaultKind.Unauthorized, false },
        { 403, "Authorization_RequestDenied", FaultKind.Unauthorized, false },
        { 404, "BadRequest_ResourceNotFound", FaultKind.SchemaChanged, false },
        { 405, "BadRequest_MethodNotAllowed", FaultKind.SchemaChanged, false },
        { 409, "Request_EntityChanged", FaultKind.Conflict, false },
        { 409, "Internal_ServerError", FaultKind.Transient, false },
        { 412, "", FaultKind.Conflict, false },
        { 413, "", FaultKind.Invalid, false },
        { 429, "Application_TooManyRequests", FaultKind.Throttled, false },
        { 500, "Internal_ServerError", FaultKind.Transient, false },
        { 501, "BadRequest_MethodNotImplemented", FaultKind.SchemaChanged, false },
        { 503, "Unknown", FaultKind.Throttled, false },
        { 408, "Unknown", FaultKind.Transient, true },
        { 502, "", FaultKind.Transient, true },
        { 504, "Unknown", FaultKind.Transient, true },
    };

    [Theory]
    [MemberData(nameof(WriteFaults))]
    public async Task A_write_is_classified_by_status_and_code(int status, string code, FaultKind kind, bool unknown)
    {
        using var connector = Connect(request => request.Method == HttpMethod.Get ? ScriptedServer.Json(EmptyList) : ScriptedServer.Error(status, code));

        var result = await WriteAsync(connector);

        var fault = result switch
        {
            WriteResult.Failed failed when !unknown => failed.Fault,
            WriteResult.Unknown open when unknown => open.Fault,
            _ => throw new InvalidOperationException($"Unexpected: {result}"),
        };
        fault.Kind.Should().Be(kind);
        fault.Code.Should().MatchRegex("^bc\\.[a-z0-9-]+$");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_unanswered_read_is_transient(int status)
    {
        using var connector = Connect(_ => ScriptedServer.Error(status, "Unknown"));

        var read = () => FirstAsync(connector);

        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Kind.Should().Be(FaultKind.Transient);
    }

    /// <summary>The service misdescribes its pages for a while now and then: one order that meets it must not stop all others.</summary>
    [Fact]
    public async Task A_request_that_is_not_understood_is_tried_once_more_before_the_work_stops()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var understands = false;
        using var connector = Connect(
            request => request.Method == HttpMethod.Get ? ScriptedServer.Json(EmptyList)
                : understands ? ScriptedServer.Json("""{"id":"7a9c1c1e-0000-4000-8000-000000000001","number":"SHOP-7"}""")
                : ScriptedServer.Error(400, "BadRequest", "Could not find a property named 'type'."),
            time: time);
        async Task<Fault> RefusedAsync() => (await WriteAsync(connector)).Should().BeOfType<WriteResult.Failed>().Subject.Fault;

        var first = await RefusedAsync();
        var neighbour = await RefusedAsync();
        (first.Kind, neighbour.Kind, first.RetryAfter).Should().Be((FaultKind.Transient, FaultKind.Transient, TimeSpan.FromMinutes(1)));
        time.Advance(first.RetryAfter!.Value);
        (await RefusedAsync()).Kind.Should().Be(FaultKind.SchemaChanged);

        understands = true;
        (await WriteAsync(connector)).Should().BeOfType<WriteResult.Applied>();
        understands = false;
        (await RefusedAsync()).Kind.Should().Be(FaultKind.Transient, "it was understood in between");
        time.Advance(TimeSpan.FromHours(2));
        (await RefusedAsync()).Kind.Should().Be(FaultKind.Transient, "what was refused hours ago says nothing about now");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task The_wait_that_the_service_asks_for_is_passed_on(int status)
    {
        using var connector = Connect(_ => ScriptedServer.Error(status, "Application_TooManyRequests", retryAfter: 17));

        var read = () => FirstAsync(connector);

        var fault = (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault;
        (fault.Kind, fault.RetryAfter).Should().Be((FaultKind.Throttled, TimeSpan.FromSeconds(17)));
    }

    [Fact]
    public async Task A_fault_keeps_the_request_id_and_no_personal_data()
    {
        using var connector = Connect(request =>
        {
            if (request.Method == HttpMethod.Get)
            {
                return ScriptedServer.Json(EmptyList);
            }

            var response = ScriptedServer.Error(400, "Application_DialogException", "jane@example.com is not valid.  CorrelationId:  7e5a1d4c-0000-4000-8000-000000000001.");
            response.Headers.TryAddWithoutValidation("x-ms-correlation-id", "abc");
            return response;
        });

        var fault = (await WriteAsync(connector)).Should().BeOfType<WriteResult.Failed>().Subject.Fault;

        fault.RemoteRequestId.Should().Be("abc");
        fault.Message.Should().NotContain("jane@").And.NotContain("CorrelationId").And.Contain("is not valid");
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_surely_sent_nothing()
    {
        using var connector = Connect(request => request.Method == HttpMethod.Get ? ScriptedServer.Json(EmptyList)
            : throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"));

        (await WriteAsync(connector)).Should().BeOfType<WriteResult.Failed>().Which.Fault.Should().Match<Fault>(fault => fault.Kind == FaultKind.Transient && fault.Code == "bc.unreachable");
    }

    [Fact]
    public async Task A_timeout_of_a_write_is_unknown()
    {
        using var connector = Connect(request => request.Method == HttpMethod.Get ? ScriptedServer.Json(EmptyList) : throw new TaskCanceledException("timeout", new TimeoutException()));

        (await WriteAsync(connector)).Should().BeOfType<WriteResult.Unknown>();
    }

    [Theory]
    [InlineData("<html>maintenance</html>")]
    [InlineData("[]")]
    [InlineData("{\"value\":{}}")]
    public async Task An_answer_that_is_not_the_api_is_a_schema_fault(string body)
    {
        using var connector = Connect(_ => ScriptedServer.Json(body));

        var read = () => FirstAsync(connector);

        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Kind.Should().Be(FaultKind.SchemaChanged);
    }

    [Fact]
    public async Task An_answer_above_the_limit_is_cut_off_with_a_fault()
    {
        using var connector = Connect(_ => ScriptedServer.Json(new string(' ', 100_000)), options => options.MaxResponseBytes = 65_536);

        var read = () => FirstAsync(connector);

        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Code.Should().Be("bc.response-too-large");
    }

    [Theory]
    [InlineData("https://evil.example.com/next")]
    [InlineData("htpp://bc.example.com/next")]
    [InlineData("https://bc.example.com:8443/next")]
    public async Task A_list_that_continues_on_another_host_is_not_followed(string next)
    {
        var asked = new ConcurrentBag<string>();
        using var connector = Connect(request =>
        {
            asked.Add(request.RequestUri!.Host);
            return ScriptedServer.Json($$"""{"value":[],"@odata.nextLink":"{{next}}"}""");
        });

        var read = () => FirstAsync(connector);

        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Code.Should().Be("bc.unreadable-answer");
        asked.Should().ContainSingle().Which.Should().Be("bc.example.com");
    }

    [Fact]
    public async Task Many_callers_share_one_token_and_it_is_renewed_before_it_expires()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var credential = new CountingCredential(time);
        using var connector = Connect(_ => ScriptedServer.Json(EmptyList), options => (options.StaticToken, options.Credential) = (null, credential), time);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FirstAsync(connector)));
        credential.Asked.Should().Be(1);
        time.Advance(TimeSpan.FromMinutes(56));
        await FirstAsync(connector);

        credential.Asked.Should().Be(2);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_then_the_connection_is_unauthorized()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var credential = new CountingCredential(time);
        var requests = 0;
        using var connector = Connect(request =>
        {
            requests++;
            return request.Headers.Authorization!.Parameter == "token-2" ? ScriptedServer.Json(EmptyList) : ScriptedServer.Error(401, "Authentication_InvalidCredentials");
        }, options => (options.StaticToken, options.Credential) = (null, credential), time);

        await FirstAsync(connector);
        (credential.Asked, requests).Should().Be((2, 2));

        using var refused = Connect(_ => ScriptedServer.Error(401, "Authentication_InvalidCredentials"));
        var read = () => FirstAsync(refused);
        (await read.Should().ThrowAsync<ConnectorException>()).Which.Fault.Kind.Should().Be(FaultKind.Unauthorized);
    }

    [Theory]
    [InlineData("eyJhIjoiPz8+In0=", "{\"a\":\"??>\"}", true)]
    [InlineData("eyJhIjoiPz8-In0", "{\"a\":\"??>\"}", true)]
    [InlineData("no base64!", null, false)]
    [InlineData(null, null, false)]
    public async Task A_credential_that_remembers_its_token_renews_it_for_the_claims_of_the_refusal_only(string? sent, string? asked, bool renewed)
    {
        var credential = new RememberingCredential();
        using var connector = Connect(request =>
        {
            if (request.Headers.Authorization!.Parameter != "revoked")
            {
                return ScriptedServer.Json(EmptyList);
            }

            var refusal = ScriptedServer.Error(401, "Authentication_InvalidCredentials");
            refusal.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer realm=\"\", error=\"insufficient_claims\"{(sent is null ? "" : $", claims=\"{sent}\"")}");
            return refusal;
        }, options => (options.StaticToken, options.Credential) = (null, credential));

        var read = () => FirstAsync(connector);

        if (renewed)
        {
            await read.Should().NotThrowAsync();
        }
        else
        {
            (await read.Should().ThrowAsync<ConnectorException>("the credential gives the refused token again")).Which.Fault.Kind.Should().Be(FaultKind.Unauthorized);
            credential.Token = "expired and renewed";
            await read.Should().NotThrowAsync();
        }

        credential.Asked.Take(2).Should().Equal((null, true), (asked, true));
    }

    [Fact]
    public async Task Amounts_keep_all_their_decimals()
    {
        using var connector = Connect(request => ScriptedServer.Json(request.RequestUri!.AbsolutePath.EndsWith("items", StringComparison.Ordinal)
            ? """{"value":[{"number":"A","type":"Inventory","inventory":12345678901234.56789}]}"""
            : EmptyList));

        await foreach (var record in ((ISource<StockLevel>)connector).FindAsync(["A"], CancellationToken.None))
        {
            record.Value!.Cells.Single().OnHand.Should().Be(12345678901234.56789m);
        }
    }

    /// <summary>What is not stocked has no quantity that could be nothing, and a page that shows no item at all says nothing about any.</summary>
    [Theory]
    [InlineData("Inventory", """{"value":[{"locationCode":""}]}""", true)]
    [InlineData("Service", """{"value":[{"locationCode":""}]}""", false)]
    [InlineData("Inventory", EmptyList, false)]
    public async Task Only_a_stocked_item_without_rows_has_nothing_where_the_page_shows_others(string type, string page, bool nothing)
    {
        using var connector = Connect(
            request => ScriptedServer.Json(request.RequestUri!.AbsolutePath.EndsWith("items", StringComparison.Ordinal) ? $$"""{"value":[{"number":"A","type":"{{type}}"}]}"""
                : request.RequestUri.Query.Contains("%20eq%20", StringComparison.Ordinal) ? EmptyList : page),
            options => options.StockPage = new BusinessCentralStockPage("contoso/sync/v1.0", "stock") { AvailableField = "available" });

        await foreach (var record in ((ISource<StockLevel>)connector).FindAsync(["A"], CancellationToken.None))
        {
            record.Value!.Cells.Should().Equal(nothing ? [new StockCell { Location = "", OnHand = 0m, Available = 0m }] : []);
        }
    }

    [Fact]
    public async Task Every_undeclared_kind_of_write_is_refused_with_a_fault()
    {
        using var connector = Connect(_ => throw new InvalidOperationException("nothing may be sent"));

        var item = new WriteItem<Customer>("1", new IdempotencyKey("k"), WriteKind.Adjust, Shopper);
        var result = (await ((ISink<Customer>)connector).WriteAsync([item], CancellationToken.None)).Single();

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.write-kind-unsupported");
    }

    internal static BusinessCentralConnector Connect(
        Func<HttpRequestMessage, HttpResponseMessage> answer, Action<BusinessCentralOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new BusinessCentralOptions
        {
            BaseAddress = new Uri("https://bc.example.com/BC/api/v2.0"),
            CompanyId = Guid.Parse("f64eba74-dacd-4854-a584-1834f68cfc3a"),
            StaticToken = "static",
            WebhookClientState = "a-long-random-client-state",
        };
        configure?.Invoke(options);
#pragma warning disable CA2000 // The connector lives as long as the test; the scripted handler holds nothing.
        return BusinessCentralConnectorFactory.Create("erp", options, new HttpClient(new ScriptedServer(answer)), time ?? new FakeTimeProvider(), new LastBudget(), NullLoggerFactory.Instance);
#pragma warning restore CA2000
    }

    private static async Task<WriteResult> WriteAsync(BusinessCentralConnector connector) =>
        (await ((ISink<Customer>)connector).WriteAsync([new WriteItem<Customer>("1", new IdempotencyKey("k"), WriteKind.Create, Shopper)], CancellationToken.None)).Single();

    private static async Task FirstAsync(BusinessCentralConnector connector)
    {
        await foreach (var _ in ((ISource<Item>)connector).FindAsync(["A"], CancellationToken.None))
        {
            return;
        }
    }

    private sealed class LastBudget : IRateBudgetReporter
    {
        public void Report(string connection, RateBudget budget) => budget.Remaining.Should().BeInRange(0m, budget.Capacity);
    }

    /// <summary>Gives the token it has, as those of Azure.Identity do, unless claims ask for another.</summary>
    private sealed class RememberingCredential : TokenCredential
    {
        public string Token { get; set; } = "revoked";

        public List<(string? Claims, bool HandlesChallenges)> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.Add((requestContext.Claims, requestContext.IsCaeEnabled));
            Token = requestContext.Claims is null ? Token : "renewed";
            return new AccessToken(Token, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class CountingCredential(TimeProvider time) : TokenCredential
    {
        private int _asked;

        public int Asked => _asked;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token-{Interlocked.Increment(ref _asked)}", time.GetUtcNow() + TimeSpan.FromHours(1));

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return GetToken(requestContext, cancellationToken);
        }
    }
}
