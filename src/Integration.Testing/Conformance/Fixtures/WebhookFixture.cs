using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Deliveries as the target would send them.</summary>
public abstract class WebhookFixture
{
    /// <summary>Verdicts that turn a forged delivery away: refused, or ignored where a refusal would cost the subscriptions. Default: refused only.</summary>
    public virtual bool IgnoresForgeries => false;

    /// <summary>An authentic delivery about a change.</summary>
    /// <param name="occurredAt">When the target says it happened.</param>
    /// <param name="padding">Bytes to make the body longer by, in a member nobody reads. Default 0.</param>
    public abstract WebhookDelivery Make(DateTimeOffset occurredAt, int padding = 0);

    /// <summary>The delivery signed with, or carrying, another secret.</summary>
    /// <param name="occurredAt">When the target says it happened.</param>
    public abstract WebhookDelivery MakeForged(DateTimeOffset occurredAt);

    /// <summary>An authentic delivery about something the connector does not know; null when there are none.</summary>
    /// <param name="occurredAt">When the target says it happened.</param>
    public virtual WebhookDelivery? MakeUnknown(DateTimeOffset occurredAt) => null;

    /// <summary>Headers without which a delivery is not authentic.</summary>
    public virtual IReadOnlyList<string> ProofHeaders => [];

    /// <summary>True when the proof covers the raw bytes of the body. Default true.</summary>
    public virtual bool SignsBytes => true;
}
