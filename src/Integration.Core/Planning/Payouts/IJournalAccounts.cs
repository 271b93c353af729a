using ErpSync.Finance.Journal;

namespace ErpSync.Planning.Payouts;

/// <summary>Gives the account behind a line of a journal. Replace or decorate it to map by more than the chart of accounts map can.</summary>
public interface IJournalAccounts
{
    /// <summary>The account number, or null when nothing is mapped.</summary>
    /// <param name="journal">Journal.</param>
    /// <param name="line">One of its lines.</param>
    string? AccountOf(JournalEntry journal, JournalLine line);
}
