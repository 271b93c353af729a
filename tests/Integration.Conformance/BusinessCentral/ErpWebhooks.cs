using System.Globalization;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

/// <summary>Notifications carry a shared secret in their body; the service deletes subscriptions that are refused, so forgeries are ignored.</summary>
internal sealed class ErpWebhooks(Guid company, string clientState) : WebhookFixture
{
    public override bool IgnoresForgeries => true;

    public override bool SignsBytes => false;

    public override WebhookDelivery Make(DateTimeOffset occurredAt, int padding = 0) => Delivery("salesOrders", clientState, occurredAt, padding);

    public override WebhookDelivery MakeForged(DateTimeOffset occurredAt) => Delivery("salesOrders", "another-client-state-0123456789", occurredAt, 0);

    public override WebhookDelivery? MakeUnknown(DateTimeOffset occurredAt) => Delivery("moons", clientState, occurredAt, 0);

    private WebhookDelivery Delivery(string set, string state, DateTimeOffset occurredAt, int padding)
    {
        var body = $$"""
            {"value":[{"subscriptionId":"conformance","clientState":"{{state}}","expirationDateTime":"2026-11-27T09:00:00Z","changeType":"updated","pad":"{{new string('x', padding)}}",
            "resource":"/api/v2.0/companies({{company:D}})/{{set}}(01234567-0123-0123-0123-0123456789ab)","lastModifiedDateTime":"{{occurredAt.ToString("O", CultureInfo.InvariantCulture)}}"}]}
            """;
        var none = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return new WebhookDelivery(Encoding.UTF8.GetBytes(body), none, none, occurredAt);
    }
}
