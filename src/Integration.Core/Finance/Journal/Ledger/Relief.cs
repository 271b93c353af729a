namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Tax of a lost dispute: net and tax in document currency, and what was booked of it in functional currency.</summary>
internal readonly record struct Relief(decimal Base, decimal Amount, decimal Booked);
