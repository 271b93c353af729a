using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ErpSync.Sandbox.Tests.Shopify;

/// <summary>A host that takes webhooks; the status it answers with can be set.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app, string address)
    {
        _app = app;
        Address = address + "/hooks";
    }

    public string Address { get; }

    public ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> Deliveries { get; } = new();

    public Func<int, int> Status { get; set; } = _ => 200;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        WebhookReceiver? receiver = null;
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            receiver!.Deliveries.Enqueue((new HeaderDictionary(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value)), body.ToArray()));
            http.Response.StatusCode = receiver.Status(receiver.Deliveries.Count);
        });
        await app.StartAsync();
        receiver = new WebhookReceiver(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return receiver;
    }

    /// <summary>Waits until a condition holds, at most ten seconds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
