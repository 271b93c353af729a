namespace ErpSync.Inventory;

/// <summary>What the quantity of a stock snapshot means.</summary>
public enum SnapshotKind
{
    /// <summary>Physical stock; falls at the goods issue.</summary>
    OnHand,

    /// <summary>Physical stock minus the order lines the ERP knows.</summary>
    Available,

    /// <summary><see cref="Available"/> plus planned supply.</summary>
    Projected,
}
