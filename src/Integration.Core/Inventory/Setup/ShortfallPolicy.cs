namespace ErpSync.Inventory;

/// <summary>What happens when an order is paid and its units are gone.</summary>
public enum ShortfallPolicy
{
    /// <summary>Units that were refused stay unclaimed; a person decides.</summary>
    Manual,

    /// <summary>The order is cancelled.</summary>
    Void,

    /// <summary>Missing units are backordered whatever limits say.</summary>
    Backorder,
}
