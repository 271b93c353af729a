using System.Collections.Immutable;

namespace ErpSync.Inventory;

/// <summary>What was there when the ledger began.</summary>
public sealed record InventoryOpening
{
    /// <summary>Instant of the opening.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Stock.</summary>
    public IReadOnlyDictionary<CellKey, CellBalance> Stock { get; init; } = ImmutableDictionary<CellKey, CellBalance>.Empty;

    /// <summary>Expected receipts.</summary>
    public IReadOnlyList<ExpectedReceipt> Receipts { get; init; } = [];

    /// <summary>Open orders. They do not move the stock, which is stated as it stands.</summary>
    public IReadOnlyList<OpeningOrder> Orders { get; init; } = [];

    /// <summary>Preordered units outside the listed orders, per SKU and channel.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, decimal>> PreordersTaken { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, decimal>>.Empty;

    /// <summary>Snapshots that are inside the stock already.</summary>
    public IReadOnlyDictionary<CellKey, StockSnapshot> Bases { get; init; } = ImmutableDictionary<CellKey, StockSnapshot>.Empty;

    /// <summary>Last acknowledged publishes.</summary>
    public IReadOnlyList<OpeningPublish> Published { get; init; } = [];

    /// <summary>Claim rows of a former ledger.</summary>
    public IReadOnlyList<ImportedClaimRow> ImportedRows { get; init; } = [];

    /// <summary>Orders that are closed in the shop and in the ERP.</summary>
    public IReadOnlyList<string> ClosedOrders { get; init; } = [];
}
