namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>One side of a booking in local currency.</summary>
/// <param name="Account">G/L account number.</param>
/// <param name="Amount">Positive for debit, negative for credit.</param>
internal sealed record LedgerLine(string Account, decimal Amount);
