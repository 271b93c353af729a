using System.Buffers;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ErpSync.AspNetCore;

/// <summary>Receives one delivery over HTTP.</summary>
internal sealed class WebhookEndpoint(IWebhookIntake intake, TimeProvider time)
{
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
        var reply = await intake.ReceiveAsync(connection, delivery, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = reply.StatusCode;
        if (reply.Body is { } text)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
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

        var body = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, intake.MaxBodyBytes) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4096), ct).ConfigureAwait(false);
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
