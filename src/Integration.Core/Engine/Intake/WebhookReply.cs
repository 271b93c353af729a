namespace ErpSync.Engine;

/// <summary>What to answer to a webhook.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Body">Text to send, or null.</param>
/// <param name="Accepted">Signals accepted, duplicates not counted.</param>
public sealed record WebhookReply(int StatusCode, string? Body = null, int Accepted = 0);
