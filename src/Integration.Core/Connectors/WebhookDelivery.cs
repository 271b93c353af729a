namespace ErpSync.Connectors;

/// <summary>A notification as it arrived.</summary>
/// <param name="Body">Raw bytes, before any parsing.</param>
/// <param name="Headers">Headers by name, case-insensitive; repeated values joined by a comma.</param>
/// <param name="Query">Query parameters by name, case-insensitive (some systems hand-shake through them).</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record WebhookDelivery(
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Query,
    DateTimeOffset ReceivedAt);
