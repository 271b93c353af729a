namespace ErpSync.Planning;

/// <summary>One thing that happened and says something about demand.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Line">Order line; empty for what concerns no order.</param>
/// <param name="Units">Units: the change, or the level for <see cref="DemandEntryKind.Denied"/> and <see cref="DemandEntryKind.Available"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="KnownAt">When it became known.</param>
internal sealed record DemandEntry(DemandEntryKind Kind, string Line, decimal Units, DateTimeOffset At, DateTimeOffset KnownAt)
{
    /// <summary>SKU; null for the one of the memo.</summary>
    public string? Sku { get; init; }
}
