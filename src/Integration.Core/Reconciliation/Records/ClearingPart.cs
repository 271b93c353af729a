namespace ErpSync.Reconciliation.Records;

/// <summary>Which part of a gateway transaction a ledger entry books.</summary>
public enum ClearingPart
{
    /// <summary>Amount before fees.</summary>
    Gross,

    /// <summary>Fee.</summary>
    Fee,
}
