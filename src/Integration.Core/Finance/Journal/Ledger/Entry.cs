using ErpSync.Finance.Accounts;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>A credit of a document before its functional amount is known; debits are negative.</summary>
internal sealed record Entry(AccountRole Role, JournalDimensions Dimensions, decimal Credit, LineBook? Line = null, TaxKey? Tax = null);
