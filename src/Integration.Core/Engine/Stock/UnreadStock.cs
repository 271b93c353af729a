namespace ErpSync.Engine;

/// <summary>Stock that must be read before it can be claimed.</summary>
/// <param name="Owner">Connection id of the system that owns the number.</param>
/// <param name="Skus">SKUs.</param>
internal sealed record UnreadStock(string Owner, IReadOnlyList<string> Skus);
