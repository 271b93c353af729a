namespace ErpSync.Sandbox.Shopify;

/// <summary>How an order is paid at placement.</summary>
public enum NewPaymentKind
{
    /// <summary>Authorised and captured at once.</summary>
    Sale,

    /// <summary>Authorised only; staff captures later.</summary>
    Authorization,

    /// <summary>Manual payment (bank transfer, cash on delivery), still to come.</summary>
    Pending,

    /// <summary>Nothing at all: no transaction is written.</summary>
    None,
}
