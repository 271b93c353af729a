using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>Turns journals in roles into one journal in accounts.</summary>
internal sealed class JournalLines(IJournalAccounts accounts)
{
    /// <summary>
    /// The lines, or the roles without account. Debits come first: the sum of lines that were written so far is then never zero before the last one, so that an
    /// ERP refuses to post a journal of which only a part has arrived.
    /// </summary>
    public (IReadOnlyList<GeneralJournalLine> Lines, IReadOnlyList<(AccountRole Role, Money Amount)> Missing) Of(IReadOnlyList<JournalEntry> journals, string text)
    {
        var lines = new List<GeneralJournalLine>();
        var missing = new List<(AccountRole, Money)>();
        foreach (var journal in journals)
        {
            foreach (var line in journal.Lines)
            {
                if (accounts.AccountOf(journal, line) is { Length: > 0 } account)
                {
                    lines.Add(new GeneralJournalLine { Account = account, Role = line.Role.ToString(), Amount = line.Amount, Description = $"{journal.Doc} {text}" });
                }
                else
                {
                    missing.Add((line.Role, new Money(line.Amount, journal.Currency)));
                }
            }
        }

        return ([.. lines.Where(static line => line.Amount > 0m), .. lines.Where(static line => line.Amount < 0m)], missing);
    }
}
