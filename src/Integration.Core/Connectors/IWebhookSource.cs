namespace ErpSync.Connectors;

/// <summary>Receives the notifications of a system. Deliveries are signals, not truth: the record is read again.</summary>
public interface IWebhookSource : IConnector
{
    /// <summary>Authenticates a delivery and names what changed. Pure and fast: no I/O.</summary>
    /// <param name="delivery">Raw body and headers.</param>
    WebhookVerdict Receive(WebhookDelivery delivery);
}
