namespace ErpSync.Inventory;

/// <summary>State of claimed units.</summary>
public enum ClaimState
{
    /// <summary>In a cart, for a limited time.</summary>
    Held,

    /// <summary>Firm, at the pool.</summary>
    Reserved,

    /// <summary>Firm, at a location, not picked.</summary>
    Allocated,

    /// <summary>Firm, taken from the shelf.</summary>
    Picked,

    /// <summary>Accepted without supply.</summary>
    Backordered,

    /// <summary>Accepted before the item is released.</summary>
    Preordered,
}
