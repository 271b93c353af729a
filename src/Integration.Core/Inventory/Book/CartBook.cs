namespace ErpSync.Inventory;

internal sealed class CartBook(string id, string pool, string? channel, string? session, string? customerClass) : ClaimOwner("cart", id, pool, channel)
{
    public string? Session { get; } = session;

    public string? CustomerClass { get; } = customerClass;

    /// <summary>Until when a payment that was started and not voided can succeed; null without one.</summary>
    public DateTimeOffset? PayableUntil { get; set; }

    public bool IsPayable(DateTimeOffset now) => now < PayableUntil;

    /// <summary>Instant at which the hold of a line ends.</summary>
    public DateTimeOffset ReleaseAt(ClaimedLine line) => PayableUntil is { } payable && payable > line.ExpiresAt ? payable : line.ExpiresAt;
}
