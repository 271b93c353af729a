namespace ErpSync.Adapters.Cdp.Events;

/// <summary>A message ready to be sent.</summary>
/// <param name="ItemId">Item it answers for.</param>
/// <param name="MessageId">Its <c>messageId</c>.</param>
/// <param name="Json">Its bytes.</param>
internal sealed record OutgoingEvent(string ItemId, string MessageId, ReadOnlyMemory<byte> Json);
