using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Cdp;

internal sealed class CdpWebhooks(string secret) : WebhookFixture
{
    private const string Signature = "X-Signature";

    public override IReadOnlyList<string> ProofHeaders => [Signature];

    public override WebhookDelivery Make(DateTimeOffset occurredAt, int padding = 0) => Delivery("identify", secret, occurredAt, padding);

    public override WebhookDelivery MakeForged(DateTimeOffset occurredAt) => Delivery("identify", "another-secret", occurredAt, 0);

    public override WebhookDelivery? MakeUnknown(DateTimeOffset occurredAt) => Delivery("screen", secret, occurredAt, 0);

    private static WebhookDelivery Delivery(string type, string key, DateTimeOffset occurredAt, int padding)
    {
        var at = occurredAt.ToString("O", CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"type":"{{{type}}}","userId":"C1","messageId":"segment-{{{occurredAt.ToUnixTimeSeconds()}}}","timestamp":"{{{at}}}","traits":{"note":"{{{new string('x', padding)}}}"}}""");
#pragma warning disable CA5350 // The webhook destination signs with HMAC-SHA1 and with nothing else.
        var proof = Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), body));
#pragma warning restore CA5350
        return new WebhookDelivery(
            body,
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [Signature] = proof },
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
            occurredAt);
    }
}
