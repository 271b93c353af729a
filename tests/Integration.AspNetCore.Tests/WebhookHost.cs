using System.Net;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ErpSync.AspNetCore.Tests;

/// <summary>A real host on a loopback port: Kestrel, the webhook endpoint, health checks and the engine.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    /// <summary>Shopify gives up after five seconds; a sender of these tests does too.</summary>
    private static readonly TimeSpan SenderPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private int _deliveries;

    private WebhookHost()
    {
        var (store, watch) = WatchedStore.Around(_inner);
        Store = watch;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddErpSync(sync => sync
            .UseStore(_ => store, _ => new InMemoryLaneOwnership(_inner.Lanes))
            .Engine(engine => (engine.IdlePoll, engine.FirstBackoff) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)))
            .AddConnection("shop", _ => Shop, new ConnectionOptions { RecheckInterval = TimeSpan.FromHours(1) })
            .AddConnection("mute", _ => new MuteConnector())
            .AddFlow(provider => ActivatorUtilities.CreateInstance<LookFlow>(provider, "shop")));
        builder.Services.AddHealthChecks().AddErpSync();
        _app = builder.Build();
        _app.MapErpSyncWebhooks("/hooks");
        _app.MapHealthChecks("/health");
    }

    private readonly InMemorySyncStore _inner = new();

    public NotifyingShop Shop { get; } = new("shop");

    public WatchedStore Store { get; }

    public HttpClient Sender { get; private set; } = null!;

    public IErpSync ErpSync => _app.Services.GetRequiredService<IErpSync>();

    public static async Task<WebhookHost> StartAsync(ConnectionReport? report = null)
    {
        var host = new WebhookHost();
        host.Shop.Report = report ?? host.Shop.Report;
        await host._app.StartAsync();
        host.Sender = new HttpClient { BaseAddress = new Uri(host._app.Urls.Single()), Timeout = SenderPatience };
        return host;
    }

    /// <summary>A well signed delivery that names these ids.</summary>
    public HttpRequestMessage Delivery(string? deliveryId, params string[] ids) => Delivery(deliveryId, Encoding.UTF8.GetBytes(string.Join('\n', ids)));

    public HttpRequestMessage Delivery(string? deliveryId, byte[] body, bool chunked = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/shop") { Content = new ByteArrayContent(body) };
        request.Headers.Add(NotifyingShop.SignatureHeader, NotifyingShop.Sign(body));
        request.Headers.Add(NotifyingShop.DeliveryHeader, deliveryId ?? $"delivery-{Interlocked.Increment(ref _deliveries)}");
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }

    public async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Sender.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Polls until the counts are as wanted; fails when that takes too long.</summary>
    public async Task<SyncOverview> UntilAsync(Func<SyncOverview, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var overview = await ErpSync.OverviewAsync(patience.Token);
            if (condition(overview))
            {
                return overview;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Store.Release();
        Sender.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A connection that receives no webhooks.</summary>
    private sealed class MuteConnector : IConnector
    {
        public ConnectorDescriptor Descriptor { get; } = new("mute", "Mute", "memory", []);

        public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));
    }
}
