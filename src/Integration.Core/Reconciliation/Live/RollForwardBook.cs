using ErpSync.Finance.Histories;
using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Live;

/// <summary>
/// Rolls accounts forward: the ledger's balance at the start, what the orders of the run move and what other documents move, against the ledger's balance at the end and
/// the open balances of the orders. Differences between an order and its documents belong to the movements only when they have a name: rounding that the documents prove, what
/// was posted in another period, and what is still within its deadline. Memory holds one amount for each order that is open on an account.
/// </summary>
internal sealed class RollForwardBook(ReconciliationScope scope, ReconciliationSettings settings, IReadOnlySet<string> accounts)
{
    /// <summary>Documents that no order took.</summary>
    public const string OtherDocuments = "Other documents";

    /// <summary>The ERP and the shop rounded, each its own way.</summary>
    public const string Rounding = "Rounding";

    /// <summary>Order and documents agree, but the ERP's posting date lies on the other side of the start or the end of the period.</summary>
    public const string OtherPeriod = "Posted in another period";

    /// <summary>Within the longest deadline of invoices, receipts and credit memos.</summary>
    public const string NotPosted = "Not posted yet";

    private static readonly string[] Names = [OtherPeriod, NotPosted, Rounding];

    private readonly SortedDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    public void Add(string order, ExpectedOrderBooks books, IReadOnlyList<OrderDocument> documents)
    {
        foreach (var account in accounts)
        {
            var expected = books.Postings.Where(posting => posting.Answer.Account == account).Select(static posting => (posting.Journal.Doc, On: posting.Journal.PostingDate, posting.Line.Amount))
                .OrderBy(static posting => posting.On).ToList();
            var own = documents.Where(document => document.Earlier.Any(sum => sum.Key == account) || document.Entries.Any(entry => entry.Account == account)).ToList();
            if (expected.Count > 0 || own.Count > 0)
            {
                Add(Of(account), order, books, expected, own, account);
            }
        }
    }

    /// <summary>The accounts in order, those without balance and movement left out.</summary>
    public IEnumerable<RollForwardAccount> Complete(LedgerBook ledger)
    {
        foreach (var name in accounts.Order(StringComparer.Ordinal))
        {
            var account = Of(name);
            var (opening, movement) = ledger.Balance(name);
            var (before, moved) = (opening - account.TakenBefore, movement - account.Taken);
            var prior = scope.PriorClosings.TryGetValue(name, out var known) ? known : (decimal?)null;
            if (opening != 0m || movement != 0m || prior is not null || account.Movements.Count > 0 || account.List.Count > 0)
            {
                yield return new RollForwardAccount
                {
                    Account = name,
                    Currency = scope.BookCurrency,
                    Opening = opening,
                    Movements =
                    [
                        .. account.Movements.Where(static pair => pair.Value != 0m).Select(static pair => new RollForwardMovement(PageText.Words(pair.Key), pair.Value)),
                        .. Named([(OtherDocuments, moved), .. Names.Select(kind => (kind, account.Named.GetValueOrDefault(kind).Movement))]).Select(static pair => new RollForwardMovement(pair.Name, pair.Amount)),
                    ],
                    List =
                    [
                        .. account.List.Select(static pair => new RollForwardItem(pair.Key, pair.Value)),
                        .. Named([(OtherDocuments, before + moved), .. Names.Select(kind => (kind, account.Named.GetValueOrDefault(kind).Open))]).Select(static pair => new RollForwardItem(pair.Name, pair.Amount)),
                    ],
                    PriorClosing = prior,
                    LedgerClosing = opening + movement,
                };
            }
        }
    }

    private static IEnumerable<(string Name, decimal Amount)> Named(IEnumerable<(string Name, decimal Amount)> items) => items.Where(static item => item.Amount != 0m);

    private void Add(Account account, string order, ExpectedOrderBooks books, List<(string Doc, DateOnly On, decimal Amount)> expected, List<OrderDocument> documents, string number)
    {
        var before = documents.Sum(document => document.EarlierOn(number));
        var entries = documents.SelectMany(static document => document.Entries).Where(entry => entry.Account == number).ToList();
        var moved = entries.Where(entry => entry.PostingDate <= scope.PeriodEnd).Sum(static entry => entry.Amount);
        account.TakenBefore += before;
        account.Taken += moved;
        foreach (var posting in expected.Where(posting => posting.On >= scope.PeriodStart && posting.On <= scope.PeriodEnd))
        {
            account.Movements[posting.Doc] = account.Movements.GetValueOrDefault(posting.Doc) + posting.Amount;
        }

        var open = expected.Where(posting => posting.On <= scope.PeriodEnd).Sum(static posting => posting.Amount);
        if (open != 0m)
        {
            account.List[order] = account.List.GetValueOrDefault(order) + open;
        }

        var all = before + entries.Sum(static entry => entry.Amount) - expected.Sum(static posting => posting.Amount);
        var agrees = Math.Abs(all) <= Tolerance(books, DateOnly.MaxValue);
        Note(account, books, expected, before, agrees, scope.PeriodStart.AddDays(-1), atEnd: false);
        Note(account, books, expected, before + moved, agrees, scope.PeriodEnd, atEnd: true);
    }

    /// <summary>Names the difference between order and documents up to a day; one without a name stays out and breaks the roll-forward.</summary>
    private void Note(
        Account account, ExpectedOrderBooks books, List<(string Doc, DateOnly On, decimal Amount)> expected, decimal found, bool agrees, DateOnly upTo, bool atEnd)
    {
        var known = expected.Where(posting => posting.On <= upTo).Select(static posting => (posting.On, posting.Amount)).ToList();
        var difference = found - known.Sum(static posting => posting.Amount);
        if (difference == 0m)
        {
            return;
        }

        var tolerance = Tolerance(books, upTo);
        var name = Math.Abs(difference) <= tolerance ? Rounding
            : agrees ? OtherPeriod
            : UnderWay.Count(known, difference, tolerance, UnderWay.Since(scope, Math.Max(settings.Deadlines.Invoice, Math.Max(settings.Deadlines.Receipt, settings.Deadlines.CreditMemo)))) > 0 ? NotPosted
            : null;
        if (name is not null)
        {
            var sums = account.Named.GetValueOrDefault(name);
            account.Named[name] = atEnd ? (sums.Movement + difference, sums.Open + difference) : (sums.Movement - difference, sums.Open);
        }
    }

    private decimal Tolerance(ExpectedOrderBooks books, DateOnly upTo) => JournalRoundings.Tolerance(books.Journals.Where(journal => journal.PostingDate <= upTo), scope, settings);

    private Account Of(string number)
    {
        if (!_accounts.TryGetValue(number, out var account))
        {
            _accounts.Add(number, account = new Account());
        }

        return account;
    }

    private sealed class Account
    {
        /// <summary>Ledger entries of the orders' documents before the period.</summary>
        public decimal TakenBefore { get; set; }

        /// <summary>Ledger entries of the orders' documents in the period.</summary>
        public decimal Taken { get; set; }

        /// <summary>Expected movements of the period by kind of document.</summary>
        public SortedDictionary<string, decimal> Movements { get; } = new(StringComparer.Ordinal);

        /// <summary>Expected balance at the end of the period by order.</summary>
        public SortedDictionary<string, decimal> List { get; } = new(StringComparer.Ordinal);

        /// <summary>Differences that have a name.</summary>
        public Dictionary<string, (decimal Movement, decimal Open)> Named { get; } = new(StringComparer.Ordinal);
    }
}
