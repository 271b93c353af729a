namespace ErpSync.Inventory;

/// <summary>An order that was open when the ledger began.</summary>
/// <param name="Order">Order id.</param>
/// <param name="Lines">Lines; no kits.</param>
public sealed record OpeningOrder(string Order, IReadOnlyList<OpeningLine> Lines)
{
    /// <summary>Channel, or null.</summary>
    public string? Channel { get; init; }

    /// <summary>Pool, or null for the channel's.</summary>
    public string? Pool { get; init; }

    /// <summary>Shopper's session, or null.</summary>
    public string? Session { get; init; }

    /// <summary>Place in the backlog; smaller first. Default 100.</summary>
    public int Priority { get; init; } = 100;

    /// <summary>Promised date, or null.</summary>
    public DateTimeOffset? Promised { get; init; }

    /// <summary>When it was placed, or null for the opening.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>Payment.</summary>
    public PaymentProgress Payment { get; init; }
}
