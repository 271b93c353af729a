namespace ErpSync.Inventory;

/// <summary>One SKU at one location: its buckets, what is claimed here, and the last snapshot of it.</summary>
internal sealed class CellBook(string location)
{
    private readonly decimal[] _buckets = new decimal[4];

    public string Location { get; } = location;

    public decimal Sellable => _buckets[0];

    public decimal OnHand => _buckets.Sum();

    /// <summary>Allocated here by any order, picked units included.</summary>
    public decimal Allocated { get; set; }

    /// <summary>Held or reserved units pinned to this location.</summary>
    public decimal Pinned { get; set; }

    public List<ReceiptBook> Receipts { get; } = [];

    public SnapshotBase? Base { get; set; }

    /// <summary>Movements of the ERP above the watermark of the base.</summary>
    public List<(long Sequence, decimal Quantity)> Deltas { get; } = [];

    public List<UnconfirmedCancellation> Unconfirmed { get; } = [];

    public decimal Deficit => Math.Max(0m, Allocated + Pinned - Sellable);

    public decimal Allocatable => Math.Max(0m, Sellable - Allocated - Pinned);

    public decimal this[StockAccountKind bucket]
    {
        get => _buckets[bucket - StockAccountKind.Sellable];
        set => _buckets[bucket - StockAccountKind.Sellable] = value;
    }

    public CellBalance ToBalance() => new(_buckets[0], _buckets[1], _buckets[2], _buckets[3]);
}
