namespace ErpSync.Reconciliation.Records;

/// <summary>An open item of a sub-ledger.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Amount">Signed amount.</param>
public sealed record RollForwardItem(string Key, decimal Amount);
