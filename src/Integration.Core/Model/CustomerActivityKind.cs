namespace ErpSync.Model;

/// <summary>What a customer did, or what was done for one.</summary>
public enum CustomerActivityKind
{
    /// <summary>An order was placed.</summary>
    OrderCompleted,

    /// <summary>An order was edited.</summary>
    OrderUpdated,

    /// <summary>An order was cancelled.</summary>
    OrderCancelled,

    /// <summary>Money or goods of an order were given back.</summary>
    OrderRefunded,
}
