using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Webhooks;

/// <summary>
/// Authenticates deliveries and turns them into signals. Only the body is signed, so the shop is compared with the configured one and repetitions are told
/// by their delivery id. A signed body that cannot be read is refused with 400: Shopify then repeats it and shows it as failed, so nothing is lost silently.
/// </summary>
internal sealed class WebhookReceiver(ShopifyOptions options)
{
    private const int HashLength = 32;
    private readonly byte[][] _secrets = [.. options.WebhookSecrets.Append(options.ClientSecret).OfType<string>().Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        if (delivery.Body.Length > options.MaxWebhookBytes)
        {
            return new WebhookVerdict.Refused($"The body is longer than {options.MaxWebhookBytes} bytes.", 413);
        }

        if (Header(delivery, "Hmac-Sha256") is not { } signature || Header(delivery, "Topic") is not { } topic || Header(delivery, "Webhook-Id") is not { } deliveryId)
        {
            return new WebhookVerdict.Refused("A header of Shopify is missing (signature, topic or webhook id).");
        }

        if (!IsAuthentic(delivery.Body.Span, signature))
        {
            return new WebhookVerdict.Refused("The signature is not from one of the configured secrets.");
        }

        if (Header(delivery, "Shop-Domain") is not { } shop || !shop.Equals(options.ShopDomain, StringComparison.OrdinalIgnoreCase))
        {
            return new WebhookVerdict.Refused("The delivery is for another shop.");
        }

        if (topic.Length > 100 || deliveryId.Length > 200)
        {
            return new WebhookVerdict.Refused("A header of Shopify is longer than Shopify makes it.", 400);
        }

        return Read(delivery, topic, deliveryId);
    }

    private static WebhookVerdict Read(WebhookDelivery delivery, string topic, string deliveryId)
    {
        try
        {
            using var document = RemoteJson.Parse(delivery.Body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new WebhookVerdict.Refused("The body is not a JSON object.", 400);
            }

            var occurredAt = DateTimeOffset.TryParse(
                Header(delivery, "Triggered-At"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
                ? at.ToUniversalTime()
                : delivery.ReceivedAt;
            return TopicReader.Read(topic, deliveryId, document.RootElement, occurredAt);
        }
        catch (JsonException)
        {
            return new WebhookVerdict.Refused("The body is not JSON.", 400);
        }
    }

    private bool IsAuthentic(ReadOnlySpan<byte> body, string signature)
    {
        Span<byte> given = stackalloc byte[HashLength + 4];
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != HashLength)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HashLength];
        var authentic = false;
        foreach (var secret in _secrets)
        {
            HMACSHA256.HashData(secret, body, expected);
            authentic |= CryptographicOperations.FixedTimeEquals(expected, given[..HashLength]);
        }

        return authentic;
    }

    /// <summary>A header in the classic spelling or in that of the newer event deliveries.</summary>
    private static string? Header(WebhookDelivery delivery, string name) => Find(delivery, $"X-Shopify-{name}") ?? Find(delivery, $"shopify-{name}");

    private static string? Find(WebhookDelivery delivery, string name)
    {
        if (delivery.Headers.TryGetValue(name, out var value) || delivery.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } found && (value = found) is not null)
        {
            return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        }

        return null;
    }
}
