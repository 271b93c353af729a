using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopWebhooks(string shop, string secret) : WebhookFixture
{
    private const string Signature = "X-Shopify-Hmac-Sha256";

    public override IReadOnlyList<string> ProofHeaders => [Signature];

    public override WebhookDelivery Make(DateTimeOffset occurredAt, int padding = 0) => Delivery("orders/updated", secret, occurredAt, padding);

    public override WebhookDelivery MakeForged(DateTimeOffset occurredAt) => Delivery("orders/updated", "another-secret", occurredAt, 0);

    public override WebhookDelivery? MakeUnknown(DateTimeOffset occurredAt) => Delivery("moons/rise", secret, occurredAt, 0);

    private WebhookDelivery Delivery(string topic, string key, DateTimeOffset occurredAt, int padding)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","note":"{{new string('x', padding)}}"}""");
        return new WebhookDelivery(
            body,
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                [Signature] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body)),
                ["X-Shopify-Topic"] = topic,
                ["X-Shopify-Shop-Domain"] = shop,
                ["X-Shopify-Webhook-Id"] = "b54557e4-bdd9-4b37-8a5f-" + occurredAt.ToUnixTimeSeconds().ToString("D12", CultureInfo.InvariantCulture),
                ["X-Shopify-Triggered-At"] = occurredAt.ToString("O", CultureInfo.InvariantCulture),
            },
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
            occurredAt);
    }
}
