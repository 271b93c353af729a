namespace ErpSync.Reconciliation.Results;

/// <summary>A check of a roll-forward.</summary>
public enum RollForwardLeg
{
    /// <summary>Opening balance against the closing balance of the period before.</summary>
    Opening,

    /// <summary>General ledger against opening balance and movements.</summary>
    Ledger,

    /// <summary>Open items against opening balance and movements.</summary>
    List,
}
