using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Cdp.Events;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Webhooks;

/// <summary>
/// Authenticates single deliveries and names whose profile changed. Batches are refused: their signature covers the first event only, so the others could be
/// anybody's.
/// </summary>
internal sealed class WebhookReceiver(CdpOptions options)
{
    private const string Signature = "X-Signature";
    private readonly byte[][] _secrets = [.. options.WebhookSecrets.Select(Encoding.UTF8.GetBytes)];

    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        if (delivery.Body.Length > options.MaxWebhookBytes)
        {
            return new WebhookVerdict.Refused($"The body is longer than {options.MaxWebhookBytes} bytes.", 413);
        }

        if (Header(delivery, Signature) is not { } signature || !IsAuthentic(delivery.Body.Span, signature))
        {
            return new WebhookVerdict.Refused("The signature is missing or not from one of the configured secrets.");
        }

        try
        {
            using var document = RemoteJson.Parse(delivery.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, delivery)
                : new WebhookVerdict.Refused("The body is no single event. Switch batching off in the webhook destination.", 400);
        }
        catch (JsonException)
        {
            return new WebhookVerdict.Refused("The body is not JSON.", 400);
        }
    }

    private WebhookVerdict Read(JsonElement root, WebhookDelivery delivery)
    {
        if (Text(root, "type") is not { } type || (type != "identify" && !(type == "track" && Text(root, "event") is { } name && options.ProfileEvents.Contains(name))))
        {
            return new WebhookVerdict.Ignored("The event says nothing about consent or relationship.");
        }

        if (root.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object
            && context.TryGetProperty("library", out var library) && library.ValueKind == JsonValueKind.Object && Text(library, "name") == EventMessage.Library)
        {
            return new WebhookVerdict.Ignored("The event is our own.");
        }

        if (Text(root, "userId") is not { } userId || !userId.StartsWith(options.UserIdPrefix, StringComparison.Ordinal)
            || userId.Length == options.UserIdPrefix.Length || userId.Length > 200)
        {
            return new WebhookVerdict.Ignored("The event names no customer of ours.");
        }

        var occurredAt = DateTimeOffset.TryParse(Text(root, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime() : delivery.ReceivedAt;
        var id = Text(root, "messageId") is { Length: <= 200 } messageId ? messageId : Convert.ToHexStringLower(SHA256.HashData(delivery.Body.Span), 0, 16);
        return new WebhookVerdict.Accepted(id, [new ChangeSignal(EntityNames.CustomerProfile, userId[options.UserIdPrefix.Length..], occurredAt)]);
    }

    private bool IsAuthentic(ReadOnlySpan<byte> body, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (signature.Length != given.Length * 2
            || Convert.FromHexString(signature, given, out _, out var length) != System.Buffers.OperationStatus.Done || length != given.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        var authentic = false;
        foreach (var secret in _secrets)
        {
#pragma warning disable CA5350 // The webhook destination signs with HMAC-SHA1 and with nothing else.
            HMACSHA1.HashData(secret, body, expected);
#pragma warning restore CA5350
            authentic |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return authentic;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Header(WebhookDelivery delivery, string name) =>
        delivery.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value.Trim() : null;
}
