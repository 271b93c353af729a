namespace ErpSync.Inventory;

/// <summary>A claim that should have ended, or imported ledger rows that do not balance.</summary>
/// <param name="Reason">ErpFulfilled, ErpCancelled, Age or LedgerImbalance.</param>
public sealed record StuckClaim(string Reason)
{
    /// <summary>Order, or null for a cart.</summary>
    public string? Order { get; init; }

    /// <summary>Cart, or null for an order.</summary>
    public string? Cart { get; init; }

    /// <summary>Line number, or null for ledger rows.</summary>
    public int? Line { get; init; }

    /// <summary>State of the units, or null for ledger rows.</summary>
    public ClaimState? State { get; init; }

    /// <summary>Units in the unit of the line.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Imported claim id.</summary>
    public string? Claim { get; init; }

    /// <summary>SKU of imported rows.</summary>
    public string? Sku { get; init; }

    /// <summary>What the rows of the claim add up to.</summary>
    public decimal? Net { get; init; }
}
