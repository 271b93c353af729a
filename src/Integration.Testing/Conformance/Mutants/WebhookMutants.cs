using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

internal sealed class AcceptsForged(ReferenceClient client, string id) : Mutant(client, id)
{
    public override WebhookVerdict Receive(WebhookDelivery delivery)
    {
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ReferenceWebhooks.Secret), delivery.Body.Span));
        return base.Receive(delivery with { Headers = new Dictionary<string, string>(delivery.Headers, StringComparer.OrdinalIgnoreCase) { [ReferenceWebhooks.Signature] = signature } });
    }
}

internal sealed class TrimsBodies(ReferenceClient client, string id) : Mutant(client, id)
{
    public override WebhookVerdict Receive(WebhookDelivery delivery) => base.Receive(delivery with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(delivery.Body.Span).Trim()) });
}

internal sealed class NewDeliveryId(ReferenceClient client, string id) : Mutant(client, id)
{
    private int _count;

    public override WebhookVerdict Receive(WebhookDelivery delivery) => base.Receive(delivery) is WebhookVerdict.Accepted accepted
        ? accepted with { DeliveryId = string.Create(CultureInfo.InvariantCulture, $"{accepted.DeliveryId}-{++_count}") }
        : base.Receive(delivery);
}

internal sealed class ThrowsOnTopic(ReferenceClient client, string id) : Mutant(client, id)
{
    public override WebhookVerdict Receive(WebhookDelivery delivery) => base.Receive(delivery) is WebhookVerdict.Ignored ignored
        ? throw new InvalidOperationException(ignored.Reason) : base.Receive(delivery);
}
