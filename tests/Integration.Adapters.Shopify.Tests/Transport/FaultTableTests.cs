using System.Net;
using System.Text;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Transport;

public sealed class FaultTableTests
{
    private const string Order1 = "gid://shopify/Order/1";

    public static TheoryData<int, string, FaultKind, string> Answers => new()
    {
        { 401, """{"errors":"[API] Invalid API key or access token"}""", FaultKind.Unauthorized, "shopify.unauthorized" },
        { 402, "", FaultKind.Unauthorized, "shopify.shop-frozen" },
        { 403, "", FaultKind.Unauthorized, "shopify.forbidden" },
        { 404, "<html>not here</html>", FaultKind.Unauthorized, "shopify.shop-not-found" },
        { 423, "", FaultKind.Unauthorized, "shopify.shop-locked" },
        { 430, "", FaultKind.Throttled, "shopify.security-pause" },
        { 540, "", FaultKind.Throttled, "shopify.security-pause" },
        { 429, "", FaultKind.Throttled, "shopify.throttled" },
        { 301, "", FaultKind.Unauthorized, "shopify.redirected" },
        { 500, "oops", FaultKind.Transient, "shopify.server-error" },
        { 502, "<html>bad gateway</html>", FaultKind.Transient, "shopify.server-error" },
        { 504, "", FaultKind.Transient, "shopify.server-error" },
        { 418, "", FaultKind.Invalid, "shopify.http-error" },
        { 200, "<html>maintenance</html>", FaultKind.Transient, "shopify.unreadable" },
        { 200, """{"data":{"nodes":[{"id":"gid://shop""", FaultKind.Transient, "shopify.unreadable" },
        { 200, "", FaultKind.Transient, "shopify.unreadable" },
        { 200, "[]", FaultKind.Transient, "shopify.unreadable" },
        { 200, """{"data":null}""", FaultKind.Transient, "shopify.unreadable" },
        { 200, Error("MAX_COST_EXCEEDED"), FaultKind.Invalid, "shopify.max-cost-exceeded" },
        { 200, Error("ACCESS_DENIED"), FaultKind.Unauthorized, "shopify.access-denied" },
        { 200, Error("INTERNAL_SERVER_ERROR"), FaultKind.Transient, "shopify.server-error" },
        { 200, Error("undefinedField"), FaultKind.SchemaChanged, "shopify.schema-changed" },
        { 200, Error("PARSE_ERROR"), FaultKind.SchemaChanged, "shopify.schema-changed" },
        { 200, Error("RESOURCE_NOT_FOUND"), FaultKind.Invalid, "shopify.not-found" },
        { 200, Error("BAD_REQUEST"), FaultKind.Invalid, "shopify.bad-request" },
        { 200, Error("INVALID_VARIABLE"), FaultKind.Invalid, "shopify.bad-request" },
        { 200, Error("SOMETHING_NEW"), FaultKind.Transient, "shopify.graphql-error" },
        { 200, """{"errors":"a text"}""", FaultKind.Transient, "shopify.graphql-error" },
        { 200, """{"data":{"nodes":[null]},"extensions":{"search":[{"query":"x","warnings":[{"field":"updated_at","message":"Invalid","code":"invalid"}]}]}}""", FaultKind.SchemaChanged, "shopify.search-warning" },
        { 200, """{"data":{"nodes":[]}}""", FaultKind.SchemaChanged, "shopify.nodes-differ" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_becomes_its_fault_without_the_token(int status, string body, FaultKind kind, string code)
    {
        var shop = new ScriptedShop().Answer(body, (HttpStatusCode)status);
        using var connector = Make.Connector(shop);

        var fault = (await Reading(connector).Should().ThrowAsync<ConnectorException>()).Which.Fault;

        fault.Kind.Should().Be(kind);
        fault.Code.Should().Be(code);
        fault.Message.Should().NotBeEmpty().And.NotContain("shpat_secret_token");
        if (code != "shopify.unauthorized" && code != "shopify.nodes-differ")
        {
            fault.RemoteRequestId.Should().Be("req-1");
        }
    }

    [Fact]
    public async Task Throttled_answer_names_the_wait_its_cost_asks_for_and_reports_the_budget()
    {
        var shop = new ScriptedShop().Answer("""
            {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
             "extensions":{"cost":{"requestedQueryCost":502,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":2,"restoreRate":100.0}}}}
            """);
        var budgets = new BudgetList();
        using var connector = Make.Connector(shop, budgets: budgets);

        var fault = (await Reading(connector).Should().ThrowAsync<ConnectorException>()).Which.Fault;

        fault.Should().BeEquivalentTo(new { Kind = FaultKind.Throttled, Code = "shopify.throttled", RetryAfter = (TimeSpan?)TimeSpan.FromSeconds(5) });
        budgets.Seen.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Capacity = 2000m, Remaining = 2m, RestorePerSecond = 100m });
    }

    [Fact]
    public async Task Decimal_retry_after_is_understood()
    {
        var shop = new ScriptedShop().Answer("", HttpStatusCode.TooManyRequests, ("Retry-After", "4.5"));
        using var connector = Make.Connector(shop);

        (await Reading(connector).Should().ThrowAsync<ConnectorException>()).Which.Fault.RetryAfter.Should().Be(TimeSpan.FromSeconds(4.5));
    }

    [Fact]
    public async Task Answer_above_the_limit_is_refused()
    {
        var shop = new ScriptedShop().Answer("{\"data\":{\"x\":\"" + new string('x', 70_000) + "\"}}");
        using var connector = Make.Connector(shop, options => options.MaxResponseBytes = 64 * 1024);

        var fault = (await Reading(connector).Should().ThrowAsync<ConnectorException>()).Which.Fault;

        fault.Code.Should().Be("shopify.response-too-large");
        fault.Hint.Should().Contain("MaxResponseBytes");
    }

    [Fact]
    public async Task Refused_static_token_is_not_sent_twice()
    {
        var shop = new ScriptedShop().Answer("", HttpStatusCode.Unauthorized);
        using var connector = Make.Connector(shop);

        await Reading(connector).Should().ThrowAsync<ConnectorException>();

        shop.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Granted_token_is_renewed_before_its_end()
    {
        var time = new FakeTimeProvider();
        var shop = new ScriptedShop().Answer("""{"access_token":"one","expires_in":3600}""").Answer(Nothing).Answer(Nothing)
            .Answer("""{"access_token":"two","expires_in":3600}""").Answer(Nothing);
        using var connector = Make.Connector(shop, options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "id", "very-secret"), time);

        await Reading(connector)();
        await Reading(connector)();
        time.Advance(TimeSpan.FromMinutes(56));
        await Reading(connector)();

        shop.Requests.Select(request => request.Headers.TryGetValues("X-Shopify-Access-Token", out var values) ? values.Single() : "grant")
            .Should().Equal("grant", "one", "one", "grant", "two");
        shop.Bodies[0].Should().Contain("grant_type=client_credentials");
    }

    [Fact]
    public async Task Refused_client_is_a_fault_without_the_secret()
    {
        var shop = new ScriptedShop().Answer("""{"error":"invalid_client","client_secret":"very-secret"}""", HttpStatusCode.BadRequest);
        using var connector = Make.Connector(shop, options => (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "id", "very-secret"));

        var fault = (await Reading(connector).Should().ThrowAsync<ConnectorException>()).Which.Fault;

        fault.Code.Should().Be("shopify.client-refused");
        fault.ToString().Should().NotContain("very-secret");
    }

    [Fact]
    public async Task Slow_query_is_transient_and_slow_mutation_is_unknown()
    {
        var time = new FakeTimeProvider();
        var shop = new ScriptedShop().Answer(Hang).Answer(Item("gid://shopify/InventoryItem/5", "A")).Answer(Hang);
        using var connector = Make.Connector(shop, time: time);

        var reading = Reading(connector)();
        time.Advance(TimeSpan.FromSeconds(31));
        var fault = (await FluentActions.Awaiting(() => reading).Should().ThrowAsync<ConnectorException>()).Which.Fault;
        var writing = ((ISink<StockLevel>)connector).WriteAsync([StockItem("A")], default).AsTask();
        await Until(() => shop.Requests.Count == 3);
        time.Advance(TimeSpan.FromSeconds(31));

        fault.Should().BeEquivalentTo(new { Kind = FaultKind.Transient, Code = "shopify.timeout" });
        (await writing).Single().Should().BeOfType<WriteResult.Unknown>().Which.Fault.Code.Should().Be("shopify.timeout");
    }

    [Fact]
    public async Task Cancelled_after_sending_a_mutation_is_unknown_and_before_it_nothing_was_sent()
    {
        using var stop = new CancellationTokenSource();
        var shop = new ScriptedShop().Answer(Item("gid://shopify/InventoryItem/5", "A")).Answer(async (_, ct) =>
        {
            await stop.CancelAsync();
            return await Hang(null!, ct);
        });
        using var connector = Make.Connector(shop);

        var result = (await ((ISink<StockLevel>)connector).WriteAsync([StockItem("A")], stop.Token)).Single();
        var second = async () => await ((ISink<StockLevel>)connector).WriteAsync([StockItem("A")], stop.Token);

        result.Should().BeOfType<WriteResult.Unknown>();
        await second.Should().ThrowAsync<OperationCanceledException>();
        shop.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.InvalidResponse, true)]
    public async Task Broken_connection_during_a_mutation_is_unknown_once_it_was_up(HttpRequestError error, bool isUnknown)
    {
        var shop = new ScriptedShop().Answer(Item("gid://shopify/InventoryItem/5", "A")).Throw(new HttpRequestException(error));
        using var connector = Make.Connector(shop);
        var write = async () => await ((ISink<StockLevel>)connector).WriteAsync([StockItem("A")], default);

        if (isUnknown)
        {
            (await write()).Single().Should().BeOfType<WriteResult.Unknown>();
        }
        else
        {
            (await write.Should().ThrowAsync<ConnectorException>()).Which.Fault.Kind.Should().Be(FaultKind.Transient);
        }
    }

    internal static string Item(string id, string sku) =>
        $$$$"""{"data":{"inventoryItems":{"nodes":[{"id":"{{{{id}}}}","sku":"{{{{sku}}}}","duplicateSkuCount":0}],"pageInfo":{"hasNextPage":false,"endCursor":null} } } } """;

    internal static WriteItem<StockLevel> StockItem(string sku, decimal quantity = 3, decimal? from = null) => new(
        sku, new IdempotencyKey($"k-{sku}"), WriteKind.Set, new StockLevel { Sku = sku, Cells = [new StockCell { Location = "MAIN", OnHand = quantity, ChangeFrom = from }] });

    private const string Nothing = """{"data":{"nodes":[null]}}""";

    private static string Error(string code) =>
        $$$"""{"data":{"nodes":[{"id":"x","email":null}]},"errors":[{"message":"no","path":["nodes",0,"email"],"extensions":{"code":"{{{code}}}"}}]}""";

    private static Func<Task> Reading(ShopifyConnector connector) => () => ((ISource<Order>)connector).Find(Order1);

    private static async Task<HttpResponseMessage> Hang(HttpRequestMessage request, CancellationToken ct)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        await using var registration = ct.Register(() => never.TrySetCanceled(ct));
        return await never.Task;
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++)
        {
            await Task.Yield();
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        condition().Should().BeTrue();
    }
}
