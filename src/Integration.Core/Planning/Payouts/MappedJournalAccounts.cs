using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;

namespace ErpSync.Planning.Payouts;

/// <summary>Accounts by the map with conditions, then by role alone.</summary>
/// <param name="options">The maps.</param>
internal sealed class MappedJournalAccounts(FinanceOptions options) : IJournalAccounts
{
    public string? AccountOf(JournalEntry journal, JournalLine line)
    {
        // An account that is closed on the posting date is a reason to wait, not to take the next best one.
        var answer = options.AccountMap?.Resolve(Query(journal, line));
        return answer is null || answer.Problem == AccountProblems.Unmapped ? options.AccountNumbers.GetValueOrDefault(line.Role)
            : answer.Problem is null ? answer.Account
            : null;
    }

    private static AccountQuery Query(JournalEntry journal, JournalLine line)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["currency"] = journal.Currency.Code, ["docType"] = journal.Doc };
        if (line.Dimensions.Gateway is { } gateway)
        {
            keys["gateway"] = gateway;
        }

        return new AccountQuery { Role = line.Role, PostingDate = journal.PostingDate, Keys = keys };
    }
}
