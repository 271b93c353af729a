namespace ErpSync.Reconciliation.Records;

/// <summary>A posting to output tax that a person made.</summary>
/// <param name="Id">Number of the journal.</param>
/// <param name="Jurisdiction">Tax jurisdiction.</param>
/// <param name="Code">Tax code.</param>
/// <param name="Amount">Signed amount, in the currency of the books.</param>
/// <param name="By">Who posted it.</param>
public sealed record ManualTaxJournal(string Id, string Jurisdiction, string Code, decimal Amount, string By);
