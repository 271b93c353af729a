using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Journals;

/// <summary>Compares what is in the general ledger, and in the journal, with what a journal should be.</summary>
internal static class JournalLedger
{
    /// <summary>Account by account. Posting may join or split lines, so the sums count.</summary>
    public static BcException? Differs(GeneralJournal journal, string number, IReadOnlyList<BcEntity> posted)
    {
        var found = posted.GroupBy(static row => row.Text(BcFields.AccountNumber), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static group => group.Key, static group => group.Sum(row => row.Decimal(BcFields.DebitAmount) - row.Decimal(BcFields.CreditAmount)), StringComparer.OrdinalIgnoreCase);
        var wanted = journal.Lines.GroupBy(static line => line.Account, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static group => group.Key, static group => group.Sum(static line => line.Amount), StringComparer.OrdinalIgnoreCase);
        var differences = wanted.Keys.Union(found.Keys, StringComparer.OrdinalIgnoreCase)
            .Select(account => (Account: account, Wanted: wanted.GetValueOrDefault(account), Found: found.GetValueOrDefault(account)))
            .Where(static row => row.Wanted != row.Found).ToList();
        string Text(decimal amount) => new Money(amount, journal.Currency).ToAmountString();
        return differences.Count == 0 ? null : BcException.Of(
            FaultKind.Rejected, "bc.journal-differs",
            $"Document {number} is in the general ledger with other amounts than it should have: "
                + string.Join(", ", differences.Select(row => $"account {row.Account} {Text(row.Found)} instead of {Text(row.Wanted)}")) + ".",
            "Look at the document in Business Central: reverse or complete it, or take the VAT set-up off the account if it split the amounts. Then retry or resolve.", "lines.amount");
    }

    /// <summary>Which of the wanted lines are there, by their place.</summary>
    /// <exception cref="BcException">The journal holds others.</exception>
    public static IReadOnlyDictionary<int, Guid> Present(GeneralJournal journal, string number, IReadOnlyList<BcEntity> lines)
    {
        var present = new Dictionary<int, Guid>();
        var open = Enumerable.Range(0, journal.Lines.Count).ToList();
        foreach (var line in lines)
        {
            var index = open.FindIndex(at => journal.Lines[at].Amount == line.Decimal(BcFields.Amount)
                && string.Equals(journal.Lines[at].Account, line.Text(BcFields.AccountNumber), StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                throw BcException.Of(FaultKind.Rejected, "bc.journal-differs",
                    $"The journal holds a line of document {number} that it should not have: account {line.Text(BcFields.AccountNumber)}, {new Money(line.Decimal(BcFields.Amount), journal.Currency)}.",
                    "Somebody changed or repeated a line: delete the lines of that document in the journal, then retry.", "lines.amount");
            }

            present[open[index]] = line.Id;
            open.RemoveAt(index);
        }

        return present;
    }
}
