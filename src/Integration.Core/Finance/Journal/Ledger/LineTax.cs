namespace ErpSync.Finance.Journal.Ledger;

/// <summary>A tax of an accepted line.</summary>
internal sealed record LineTax(string Code, string Jurisdiction, decimal Rate, decimal Amount, bool IsFacilitator);
