namespace ErpSync.Sandbox.Shopify;

/// <summary>How the money of a refund moves.</summary>
public enum RefundMoney
{
    /// <summary>Paid back at once.</summary>
    Paid,

    /// <summary>On its way; settle it later.</summary>
    Pending,

    /// <summary>No money moves: the refund has no transaction.</summary>
    None,
}
