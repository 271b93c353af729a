using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>A webhook endpoint that answers handshakes and keeps what it is sent.</summary>
public sealed class HookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<JsonElement> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _handshakes;

    private HookReceiver(WebApplication application) => _application = application;

    public int Status { get; set; } = 200;

    public bool AnswersHandshakes { get; set; } = true;

    public int Handshakes => _handshakes;

    public int Messages => _received.Count;

    public string Url => _application.Urls.First() + "/hook";

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var receiver = new HookReceiver(application);
        application.MapPost("/hook", (RequestDelegate)receiver.ReceiveAsync);
        await application.StartAsync();
        return receiver;
    }

    /// <summary>The next message, as its entries.</summary>
    public async Task<IReadOnlyList<JsonElement>> NextAsync()
    {
        (await _arrived.WaitAsync(Patience)).Should().BeTrue("a notification was expected");
        _received.TryDequeue(out var message).Should().BeTrue();
        return [.. message.GetProperty("value").EnumerateArray()];
    }

    public ValueTask DisposeAsync()
    {
        _arrived.Dispose();
        return _application.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (context.Request.Query["validationToken"].ToString() is { Length: > 0 } token)
        {
            Interlocked.Increment(ref _handshakes);
            await context.Response.WriteAsync(AnswersHandshakes ? token : "no");
            return;
        }

        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        context.Response.StatusCode = Status;
        _received.Enqueue(document.RootElement.Clone());
        _arrived.Release();
    }
}
