namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>A posted line of the general ledger.</summary>
/// <param name="Account">Account number.</param>
/// <param name="Amount">Amount in local currency, debit positive, credit negative.</param>
/// <param name="PostingDate">Posting date.</param>
/// <param name="Description">Text.</param>
public sealed record ErpLedgerLine(string Account, decimal Amount, DateOnly PostingDate, string Description);
