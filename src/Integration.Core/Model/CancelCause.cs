namespace ErpSync.Model;

/// <summary>Why an order was cancelled.</summary>
public enum CancelCause
{
    /// <summary>Not said, or something else.</summary>
    Other,

    /// <summary>The customer changed their mind.</summary>
    Customer,

    /// <summary>There was no stock.</summary>
    OutOfStock,

    /// <summary>It was fraud.</summary>
    Fraud,
}
