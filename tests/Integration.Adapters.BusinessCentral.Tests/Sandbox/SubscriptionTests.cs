using System.Net;
using System.Text.Json;
using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Subscriptions_are_created_once_renewed_in_time_and_then_left_alone()
    {
        await using var erp = await StartAsync();
        using var callback = new CallbackServer(erp.Connector);

        var first = await erp.Connector.EnsureSubscriptionsAsync(callback.Address, CancellationToken.None);
        var second = await erp.Connector.EnsureSubscriptionsAsync(callback.Address, CancellationToken.None);
        erp.Time.Advance(TimeSpan.FromHours(40));
        var third = await erp.Connector.EnsureSubscriptionsAsync(callback.Address, CancellationToken.None);

        (first.Wanted, first.Created, first.Repaired).Should().Be((3, 3, 0));
        (second.Created, second.Repaired).Should().Be((0, 0));
        (third.Created, third.Repaired).Should().Be((0, 3));
        third.CheckAgainAfter.Should().BeLessThan(TimeSpan.FromDays(1));
        erp.Erp.World.Books.Count("subscriptions").Should().Be(3);
    }

    [Fact]
    public async Task An_unreachable_callback_is_a_finding_and_not_a_crash()
    {
        await using var erp = await StartAsync();

        var report = await erp.Connector.EnsureSubscriptionsAsync(new Uri("http://127.0.0.1:1/hooks/erp"), CancellationToken.None);

        report.Created.Should().Be(0);
        report.Findings.Should().HaveCount(3).And.OnlyContain(finding => finding.Hint != null);
    }

    /// <summary>Sent back, the service would call it a request of ours that it does not understand.</summary>
    [Theory]
    [InlineData("W/JzE5Ow==")]
    [InlineData("\"JzE5Ow==\"")]
    [InlineData("")]
    public async Task A_concurrency_token_that_came_damaged_is_not_sent(string etag)
    {
        await using var erp = await StartAsync();
        using var callback = new CallbackServer(erp.Connector);
        var expired = new Dictionary<string, object>
        {
            ["@odata.etag"] = etag,
            ["subscriptionId"] = "s1",
            ["notificationUrl"] = callback.Address.AbsoluteUri,
            ["resource"] = $"/api/v2.0/companies({erp.Erp.CompanyId})/salesOrders",
            ["expirationDateTime"] = "2020-01-01T00:00:00Z",
        };
        erp.Line.AnswerInstead = request => request.Method == "GET" && request.Address.AbsolutePath.EndsWith("/subscriptions", StringComparison.Ordinal)
            ? ScriptedServer.Json(JsonSerializer.Serialize(new { value = new[] { expired } }))
            : null;

        var report = await erp.Connector.EnsureSubscriptionsAsync(callback.Address, CancellationToken.None);

        report.Findings.Should().ContainSingle().Which.Message.Should().Contain("salesOrders").And.Contain("ETag");
        erp.Line.Sent.Should().NotContain(request => request.Method == "PATCH");
    }

    /// <summary>A small endpoint that answers as a host does: with what the connector says.</summary>
    private sealed class CallbackServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public CallbackServer(IWebhookSource source)
        {
            var port = FreePort();
            Address = new Uri($"http://127.0.0.1:{port}/hooks/erp");
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _ = AnswerAsync(source);
        }

        public Uri Address { get; }

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync(IWebhookSource source)
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                var query = context.Request.QueryString.AllKeys.ToDictionary(key => key!, key => context.Request.QueryString[key]!);
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var verdict = source.Receive(new WebhookDelivery(body.ToArray(), new Dictionary<string, string>(), query, DateTimeOffset.UnixEpoch));
                if (verdict is WebhookVerdict.Handshake handshake)
                {
                    await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(handshake.ResponseBody));
                }

                context.Response.Close();
            }
        }

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
