namespace ErpSync.Connectors;

/// <summary>Keeps the notifications of a system switched on: creates, checks, repairs and renews its subscriptions.</summary>
public interface IWebhookRegistrar : IConnector
{
    /// <summary>Makes the subscriptions at the remote system equal to the wanted set. Repeating it changes nothing.</summary>
    /// <param name="callback">Absolute address that receives the notifications of this connection.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <returns>What was found and done, and when to look again.</returns>
    /// <exception cref="ConnectorException">The remote system refused, failed or throttled.</exception>
    ValueTask<SubscriptionReport> EnsureSubscriptionsAsync(Uri callback, CancellationToken ct);
}
