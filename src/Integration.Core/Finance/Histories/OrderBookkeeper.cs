using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories.Run;
using ErpSync.Finance.Journal;
using ErpSync.Model;

namespace ErpSync.Finance.Histories;

/// <summary>
/// From a shop's order to the journal by account role and, through the account map, by account of the ERP. Pure: no I/O, no clock; an order is judged alone, so
/// any number of them takes the memory of one. Thread-safe.
/// </summary>
/// <param name="setup">Company, policies and calendar.</param>
/// <param name="settings">How facts of orders become events.</param>
/// <param name="accounts">Accounts behind the roles.</param>
public sealed class OrderBookkeeper(FinanceSetup setup, OrderHistorySettings settings, AccountLookup accounts)
{
    /// <summary>The expected books of one order.</summary>
    /// <param name="order">The order as the shop tells it now.</param>
    public ExpectedOrderBooks Of(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var history = OrderHistories.Of(order, setup, settings);
        var nothing = new ExpectedOrderBooks { OrderId = order.Id, OrderName = order.Name, Problems = history.Problems };
        if (history.Order is not { } terms)
        {
            return nothing;
        }

        var journal = new ExpectedJournal(setup, [terms]);
        if (journal.Accept(terms) is { } parked)
        {
            return nothing with { Problems = [.. history.Problems, ProblemTexts.Refused(null, parked)] };
        }

        var notices = new List<string>();
        var refused = Play(journal, history.Events, notices);
        ExpectedPosting[] postings = [.. journal.Journals.SelectMany(entry => entry.Lines.Select(line => Posting(order, terms.Channel, entry, line)))];
        return nothing with
        {
            Journals = journal.Journals,
            Postings = postings,
            Notices = notices,
            Balances = journal.BalancesOf(order.Id),
            Problems =
            [
                .. history.Problems,
                .. refused,
                .. postings.Where(static posting => posting.Answer.Problem is not null)
                    .Select(static posting => ProblemTexts.Account(posting.Answer, posting.Journal.Event, posting.Line.Dimensions.Gateway)).Distinct(),
            ],
        };
    }

    /// <summary>Which rule gave the account of a posting, and why the others did not.</summary>
    /// <param name="posting">A posting of this bookkeeper.</param>
    public AccountExplanation Explain(ExpectedPosting posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        return accounts.Explain(posting.Query);
    }

    /// <summary>An event may need one that the shop dates later, so what is refused is tried again as long as anything else goes through.</summary>
    private static List<OrderProblem> Play(ExpectedJournal journal, IReadOnlyList<FinanceEvent> events, List<string> notices)
    {
        var waiting = events;
        while (true)
        {
            var refused = new List<(FinanceEvent Event, string Code)>();
            foreach (var happened in waiting)
            {
                var result = journal.Apply(happened);
                if (result.Outcome is JournalOutcome.Rejected or JournalOutcome.Parked)
                {
                    refused.Add((happened, result.Exceptions.Count > 0 ? result.Exceptions[0] : "Rejected"));
                }
                else
                {
                    notices.AddRange(result.Exceptions);
                }
            }

            if (refused.Count == 0 || refused.Count == waiting.Count)
            {
                return refused.ConvertAll(static item => ProblemTexts.Refused(item.Event.Id, item.Code));
            }

            waiting = refused.ConvertAll(static item => item.Event);
        }
    }

    private ExpectedPosting Posting(Order order, string channel, JournalEntry journal, JournalLine line)
    {
        var query = new AccountQuery { Role = line.Role, PostingDate = journal.PostingDate, Keys = Keys(order, channel, journal, line.Dimensions) };
        return new ExpectedPosting { Journal = journal, Line = line, Query = query, Answer = accounts.Resolve(query) };
    }

    private static Dictionary<string, string> Keys(Order order, string channel, JournalEntry journal, JournalDimensions dimensions)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["currency"] = journal.Currency.Code, ["docType"] = journal.Doc };
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                keys[key] = value;
            }
        }

        Add("taxCode", dimensions.TaxCode);
        Add("taxJurisdiction", dimensions.Jurisdiction);
        Add("gateway", dimensions.Gateway);
        Add("channel", channel);
        Add("country", order.ShippingAddress?.Country ?? order.BillingAddress?.Country);
        return keys;
    }
}
