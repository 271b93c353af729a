using ErpSync.Sandbox.BusinessCentral.Schema;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>The general ledger. Every booking balances or is refused.</summary>
internal sealed class GeneralLedger(ErpCompany company)
{
    /// <summary>Books lines under one document number; lines of zero are left out.</summary>
    public void Post(string document, string documentType, DateOnly date, string description, IReadOnlyList<LedgerLine> lines)
    {
        var difference = lines.Sum(line => line.Amount);
        if (difference != 0)
        {
            throw new InvalidOperationException($"The booking of {document} is out of balance by {difference}; this is a fault of the sandbox.");
        }

        var database = company.Database;
        foreach (var line in lines.Where(line => line.Amount != 0))
        {
            var account = database["accounts"].Single("number", line.Account)
                ?? throw new InvalidOperationException($"The sandbox chart of accounts lacks {line.Account}; add it with ErpWorld.AddAccount.");
            var entry = database.New("generalLedgerEntries");
            entry["entryNumber"] = database["generalLedgerEntries"].Count + 1;
            entry["postingDate"] = date;
            entry["documentNumber"] = document;
            entry["documentType"] = ErpEnums.Encode(documentType);
            entry["accountId"] = account.Id;
            entry["accountNumber"] = line.Account;
            entry["description"] = description;
            entry[line.Amount > 0 ? "debitAmount" : "creditAmount"] = Math.Abs(line.Amount);
            database.Insert(entry);
        }
    }
}
