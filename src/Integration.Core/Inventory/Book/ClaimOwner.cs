namespace ErpSync.Inventory;

/// <summary>Whoever claims: an order, a cart or an intent.</summary>
internal abstract class ClaimOwner(string kind, string id, string pool, string? channel)
{
    public string Kind { get; } = kind;

    public string Id { get; } = id;

    public string Pool { get; } = pool;

    public string? Channel { get; } = channel;

    public SortedDictionary<int, ClaimedLine> Lines { get; } = [];

    /// <summary>Lines whose number was given to another SKU; their entries stay in the ledger.</summary>
    public List<ClaimedLine> FormerLines { get; } = [];

    public virtual int Priority => 100;

    public virtual DateTimeOffset? Promised => null;

    public DateTimeOffset PlacedAt { get; init; }
}
