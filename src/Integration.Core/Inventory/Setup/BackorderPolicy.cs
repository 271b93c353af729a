namespace ErpSync.Inventory;

/// <summary>Whether units without supply are accepted.</summary>
public sealed record BackorderPolicy
{
    /// <summary>Default <see cref="BackorderKind.Deny"/>.</summary>
    public BackorderKind Kind { get; init; }

    /// <summary>For <see cref="BackorderKind.AllowLimit"/>: open backordered units per SKU and pool. Default 0.</summary>
    public decimal Limit { get; init; }

    /// <summary>For <see cref="BackorderKind.AllowIncoming"/>: receipts expected within so many days count. Default 0.</summary>
    public int Days { get; init; }

    /// <summary>Default <see cref="FulfilMode.AllOrNothing"/>.</summary>
    public FulfilMode Mode { get; init; }
}
