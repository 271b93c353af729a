using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Deliveries of the reference system: signed bytes, a delivery id, the event's own time.</summary>
internal static class ReferenceWebhooks
{
    public const string Secret = "reference-hook-secret";
    public const string Signature = "X-Reference-Signature";
    private const string Delivery = "X-Reference-Delivery";

    public static WebhookVerdict Receive(WebhookDelivery delivery, string secret)
    {
        if (!delivery.Headers.TryGetValue(Signature, out var given) || !delivery.Headers.TryGetValue(Delivery, out var id) || id.Length == 0)
        {
            return new WebhookVerdict.Refused("A header is missing.");
        }

        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), delivery.Body.Span);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(Convert.ToHexString(expected))))
        {
            return new WebhookVerdict.Refused("The signature is wrong.");
        }

        try
        {
            using var document = JsonDocument.Parse(delivery.Body);
            var root = document.RootElement;
            return root.GetProperty("topic").GetString() == "notes/changed"
                ? new WebhookVerdict.Accepted(id, [new ChangeSignal(ReferenceConnector.Notes, root.GetProperty("id").GetString()!, root.GetProperty("at").GetDateTimeOffset())])
                : new WebhookVerdict.Ignored("The topic is not known.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return new WebhookVerdict.Refused("The body cannot be read.", 400);
        }
    }

    public static WebhookDelivery Make(string secret, string topic, DateTimeOffset at, int padding)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"topic":"{{topic}}","id":"n1","at":"{{at.ToString("O", CultureInfo.InvariantCulture)}}","pad":"{{new string('x', padding)}}"}""");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [Signature] = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)),
            [Delivery] = Convert.ToHexString(SHA256.HashData(body))[..20],
        };
        return new WebhookDelivery(body, headers, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), at);
    }
}
