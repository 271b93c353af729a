namespace ErpSync.Demand;

/// <summary>Why units were cancelled: only what the customer did not want is no demand.</summary>
public enum DemandCancelCause
{
    /// <summary>The customer changed their mind.</summary>
    Customer,

    /// <summary>The order was fraud or a test.</summary>
    FraudTest,

    /// <summary>There was no stock. The demand stays.</summary>
    OutOfStock,
}
