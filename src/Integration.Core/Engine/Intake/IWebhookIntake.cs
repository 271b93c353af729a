using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>Takes webhooks in: authenticates, makes the signals durable, then says what to answer.</summary>
public interface IWebhookIntake
{
    /// <summary>Largest body that is read, in bytes. Larger ones are answered 413.</summary>
    int MaxBodyBytes { get; }

    /// <summary>Receives one delivery. When the reply says success, its signals are durable.</summary>
    /// <param name="connection">Connection id the delivery is for.</param>
    /// <param name="delivery">Raw delivery.</param>
    /// <param name="ct">Cancels before the signals are stored.</param>
    ValueTask<WebhookReply> ReceiveAsync(string connection, WebhookDelivery delivery, CancellationToken ct);
}
