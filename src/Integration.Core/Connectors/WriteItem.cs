namespace ErpSync.Connectors;

/// <summary>One intended write.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
/// <param name="ItemId">Names the item within its batch; repeated in the result.</param>
/// <param name="Key">Idempotency key.</param>
/// <param name="Kind">What is intended.</param>
/// <param name="Value">Content.</param>
public sealed record WriteItem<TRecord>(string ItemId, IdempotencyKey Key, WriteKind Kind, TRecord Value)
    where TRecord : class
{
    /// <summary>The record to change; null for a new one. A shipment that grew names the fulfilment it has: its lines are all of it, and what is missing is to be recorded.</summary>
    public RecordRef? Target { get; init; }
}
