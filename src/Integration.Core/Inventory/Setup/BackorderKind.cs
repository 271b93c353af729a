namespace ErpSync.Inventory;

/// <summary>What happens to units that are not in stock.</summary>
public enum BackorderKind
{
    /// <summary>They are refused.</summary>
    Deny,

    /// <summary>They are accepted without limit.</summary>
    AllowUnlimited,

    /// <summary>They are accepted up to a number of open units per SKU and pool.</summary>
    AllowLimit,

    /// <summary>They are accepted as far as expected receipts cover them.</summary>
    AllowIncoming,
}
