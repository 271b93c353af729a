using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

internal sealed class ReferenceWebhookFixture : WebhookFixture
{
    public override IReadOnlyList<string> ProofHeaders => [ReferenceWebhooks.Signature];

    public override WebhookDelivery Make(DateTimeOffset occurredAt, int padding = 0) => ReferenceWebhooks.Make(ReferenceWebhooks.Secret, "notes/changed", occurredAt, padding);

    public override WebhookDelivery MakeForged(DateTimeOffset occurredAt) => ReferenceWebhooks.Make("another-secret", "notes/changed", occurredAt, 0);

    public override WebhookDelivery? MakeUnknown(DateTimeOffset occurredAt) => ReferenceWebhooks.Make(ReferenceWebhooks.Secret, "moons/changed", occurredAt, 0);
}
