namespace ErpSync.Model;

/// <summary>What a payment transaction does.</summary>
public enum PaymentKind
{
    /// <summary>Money is reserved, none moves.</summary>
    Authorization,

    /// <summary>Authorised money is taken.</summary>
    Capture,

    /// <summary>Authorised and taken at once.</summary>
    Sale,

    /// <summary>Money goes back.</summary>
    Refund,

    /// <summary>An authorisation is given up.</summary>
    Void,

    /// <summary>Change given in cash.</summary>
    Change,

    /// <summary>Anything the source says that is not known here; the raw word is on the record.</summary>
    Other,
}
