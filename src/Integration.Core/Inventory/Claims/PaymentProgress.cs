namespace ErpSync.Inventory;

/// <summary>How far the payment of an order has come.</summary>
public enum PaymentProgress
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Authorised.</summary>
    Authorised,

    /// <summary>Captured.</summary>
    Captured,
}
