namespace ErpSync.Model;

/// <summary>What happens to the units of a refund line.</summary>
public enum RestockType
{
    /// <summary>Shipped units come back.</summary>
    Return,

    /// <summary>Units that were never shipped are given up.</summary>
    Cancel,

    /// <summary>Money back, units stay with the buyer.</summary>
    NoRestock,

    /// <summary>Restocked under older rules of the source; treated as a return.</summary>
    LegacyRestock,
}
