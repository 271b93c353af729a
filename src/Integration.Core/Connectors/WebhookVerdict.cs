namespace ErpSync.Connectors;

/// <summary>What a connector says about a delivery.</summary>
public abstract record WebhookVerdict
{
    /// <summary>Authentic; these records changed. Answered 200 once the signals are durable.</summary>
    /// <param name="DeliveryId">The same on every repetition of the delivery.</param>
    /// <param name="Signals">What changed; may be empty.</param>
    public sealed record Accepted(string DeliveryId, IReadOnlyList<ChangeSignal> Signals) : WebhookVerdict;

    /// <summary>Valid, but nothing for us. Answered 200.</summary>
    /// <param name="Reason">Why, for the log.</param>
    public sealed record Ignored(string Reason) : WebhookVerdict;

    /// <summary>Not authentic or not readable. Never processed.</summary>
    /// <param name="Reason">Why, for the log.</param>
    /// <param name="StatusCode">HTTP status to answer. Default 401.</param>
    public sealed record Refused(string Reason, int StatusCode = 401) : WebhookVerdict;

    /// <summary>A hand-shake: answer 200 with this text.</summary>
    /// <param name="ResponseBody">Text to send back, as <c>text/plain</c>.</param>
    public sealed record Handshake(string ResponseBody) : WebhookVerdict;
}
