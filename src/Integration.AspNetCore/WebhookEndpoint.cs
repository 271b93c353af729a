using System.Buffers;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ErpSync.AspNetCore;

/// <summary>Receives one delivery over HTTP.</summary>
internal sealed class WebhookEndpoint(IWebhookIntake intake, TimeProvider time, ILogger<WebhookEndpoint> logger)
{
    /// <summary>A sender that announces a large body pays for it before we do.</summary>
    private const int FirstBuffer = 64 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var connection = (string)context.Request.RouteValues["connection"]!;
        if (context.Request.ContentLength > intake.MaxBodyBytes || await ReadBodyAsync(context.Request, context.RequestAborted).ConfigureAwait(false) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var delivery = new WebhookDelivery(
            body,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            time.GetUtcNow());
        var reply = await ReceiveAsync(connection, delivery, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = reply.StatusCode;
        if (reply.Body is { } text)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>A signal that could not be made durable was not received: the sender keeps it and repeats it.</summary>
    private async ValueTask<WebhookReply> ReceiveAsync(string connection, WebhookDelivery delivery, CancellationToken ct)
    {
        try
        {
            return await intake.ReceiveAsync(connection, delivery, ct).ConfigureAwait(false);
        }
        catch (StoreException exception)
        {
            WebhookLog.StoreRefused(logger, connection, exception.Code, exception);
            return new WebhookReply(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The whole body, or null when it is longer than allowed.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Our own limit answers with the right status; the server's would tear the connection down.
            limit.MaxRequestBodySize = null;
        }

        var body = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, FirstBuffer) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(1), ct).ConfigureAwait(false);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            if (body.WrittenCount > intake.MaxBodyBytes)
            {
                return null;
            }
        }
    }
}
