using System.Collections.Immutable;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal.Ledger;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal;

/// <summary>
/// The journal the ERP is expected to hold, derived event by event from what happened in commerce, in account roles. An event is applied once;
/// a refused one changes nothing and may be delivered again. No I/O and no clock; not thread-safe.
/// </summary>
public sealed class ExpectedJournal
{
    private readonly FinanceSetup _setup;
    private readonly PeriodRules _periods;
    private CompanyBooks _books;

    /// <summary>Starts the books of a company.</summary>
    /// <param name="setup">Company, policies, calendar and opening balances.</param>
    /// <param name="orders">Orders as accepted; one that does not tie is quarantined, others are not affected.</param>
    public ExpectedJournal(FinanceSetup setup, IEnumerable<FinanceOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(orders);
        _setup = setup;
        _periods = new PeriodRules(setup);
        _books = Open(setup);
        foreach (var order in orders)
        {
            Accept(order);
        }
    }

    /// <summary>Journals made so far, in order.</summary>
    public IReadOnlyList<JournalEntry> Journals => _books.Journals;

    /// <summary>Accepts an order: fixes its discounts and taxes. Accepting the same id again replaces nothing.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Null when it ties, otherwise why it is quarantined.</returns>
    public string? Accept(FinanceOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!_books.Orders.TryGetValue(order.Id, out var book))
        {
            book = OrderAcceptance.Accept(order);
            _books.Orders = _books.Orders.Add(order.Id, book);
        }

        return book.Parked;
    }

    /// <summary>Applies an event.</summary>
    /// <param name="happened">The event.</param>
    public JournalResult Apply(FinanceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var fingerprint = FinanceJson.Fingerprint(happened);
        if (_books.Seen.TryGetValue(happened.Id, out var known))
        {
            return known == fingerprint ? new(happened.Id, JournalOutcome.AlreadyApplied, [], []) : Refused(happened, "PayloadConflict");
        }

        if (happened.Order is { } id)
        {
            if (!_books.Orders.TryGetValue(id, out var order))
            {
                return Refused(happened, "DependencyMissing");
            }

            if (order.Parked is { } parked)
            {
                return new(happened.Id, JournalOutcome.Parked, [], [parked]);
            }

            if (happened.Currency is { } currency && currency != order.Currency)
            {
                return Refused(happened, "CurrencyMismatch");
            }
        }

        return Apply(happened, fingerprint);
    }

    /// <summary>Closing balance of every role touched or opened, functional currency, debit positive.</summary>
    /// <param name="asOf">Only journals posted until then; null for all.</param>
    public IReadOnlyDictionary<AccountRole, decimal> Balances(DateOnly? asOf = null)
    {
        var balances = new SortedDictionary<AccountRole, decimal>();
        void Add(AccountRole role, decimal amount) => balances[role] = balances.GetValueOrDefault(role) + amount;
        var opening = _setup.Opening;
        var run = new EventRun(_setup, _books, null!, _periods);
        foreach (var item in opening.Clearing)
        {
            Add(run.TenderRole(item.Gateway), item.Amount);
        }

        foreach (var item in opening.Reserves)
        {
            Add(AccountRole.GatewayReserve, item.Amount);
        }

        foreach (var balance in opening.GiftCards.Values)
        {
            Add(AccountRole.GiftCardLiability, -balance);
        }

        foreach (var balance in opening.StoreCredits.Values)
        {
            Add(AccountRole.StoreCreditLiability, -balance);
        }

        foreach (var line in _books.Journals.Where(journal => asOf is null || journal.PostingDate <= asOf).SelectMany(static journal => journal.Lines))
        {
            Add(line.Role, line.Amount);
        }

        return balances;
    }

    /// <summary>What the books hold open for an order, or null when it is not known.</summary>
    /// <param name="orderId">Id of the order.</param>
    public OrderBalances? BalancesOf(string orderId) =>
        !_books.Orders.TryGetValue(orderId, out var order) ? null : new OrderBalances
        {
            Ar = order.Ar.Doc,
            ContractLiability = order.Prepaid.Doc - order.DeclaredTax,
            Overpayments = order.Overpaid.Doc,
            OpenAuthorisation = order.Authorisations.Values.Sum(),
        };

    private JournalResult Apply(FinanceEvent happened, string fingerprint)
    {
        var run = new EventRun(_setup, _books.Fork(), happened, _periods);
        try
        {
            Dispatch(run, happened);
            var journals = run.Journals.Select(builder => builder.Build(happened.Id)).OfType<JournalEntry>()
                .Select(journal => _periods.Date(journal, happened.RecordedAt ?? happened.At, happened.Permission)).ToArray();
            run.Books.Journals = run.Books.Journals.AddRange(journals);
            run.Books.Seen = run.Books.Seen.Add(happened.Id, fingerprint);
            _books = run.Books;
            return new(happened.Id, journals.Length > 0 ? JournalOutcome.Posted : JournalOutcome.NoPosting, journals, run.Exceptions);
        }
        catch (RefusedException refused)
        {
            return Refused(happened, refused.Code);
        }
    }

    private static void Dispatch(EventRun run, FinanceEvent happened)
    {
        switch (happened)
        {
            case FinanceEvent.Authorised authorised: Receipts.Authorise(run, authorised); break;
            case FinanceEvent.Voided voided: Receipts.Void(run, voided); break;
            case FinanceEvent.Captured captured: Receipts.Capture(run, captured); break;
            case FinanceEvent.GiftCardRedeemed redeemed: Receipts.RedeemCard(run, redeemed); break;
            case FinanceEvent.StoreCreditRedeemed redeemed: Receipts.RedeemCredit(run, redeemed); break;
            case FinanceEvent.Shipped shipped: Shipments.Ship(run, shipped); break;
            case FinanceEvent.Sale sale: Sales.Sell(run, sale); break;
            case FinanceEvent.GiftCardIssued issued: GiftCards.Issue(run, issued); break;
            case FinanceEvent.DayClosed closed: Shipments.CloseDay(run, closed); break;
            case FinanceEvent.OrderEdited edited: Edits.Edit(run, edited); break;
            case FinanceEvent.ExchangeCreated exchange: Edits.Exchange(run, exchange); break;
            case FinanceEvent.Refunded refunded: Credits.Refund(run, refunded); break;
            case FinanceEvent.RefundPaid paid: RefundPayments.Pay(run, paid); break;
            case FinanceEvent.ReturnReceived received: GoodsBack.Receive(run, received); break;
            case FinanceEvent.ReturnWindowClosed: GoodsBack.CloseWindow(run); break;
            case FinanceEvent.FeeCharged fee: Payouts.Charge(run, fee); break;
            case FinanceEvent.PaidOut payout: Payouts.Pay(run, payout); break;
            case FinanceEvent.DisputeOpened opened: Disputes.Open(run, opened); break;
            case FinanceEvent.DisputeLost lost: Disputes.Lose(run, lost); break;
            case FinanceEvent.DisputeWon won: Disputes.Win(run, won); break;
            case FinanceEvent.LoyaltyRedeemed redeemed: PeriodEnds.Redeem(run, redeemed); break;
            case FinanceEvent.PeriodEnded ended: PeriodEnds.End(run, ended); break;
            case FinanceEvent.Corrected corrected: Corrections.Correct(run, corrected); break;
            default: throw new ArgumentException($"Event {happened.Id} is of an unknown kind {happened.GetType().Name}.", nameof(happened));
        }
    }

    private static CompanyBooks Open(FinanceSetup setup)
    {
        var functional = setup.FunctionalCurrency;
        var books = new CompanyBooks
        {
            GiftCards = setup.Opening.GiftCards.ToImmutableDictionary(static pair => pair.Key, static pair => new CardBook(pair.Value, false), StringComparer.Ordinal),
            StoreCredits = setup.Opening.StoreCredits.ToImmutableDictionary(StringComparer.Ordinal),
        };
        foreach (var item in setup.Opening.Clearing)
        {
            books.Clearing = books.Clearing.SetItem(new ClearingKey(item.Gateway, "Opening", item.Reference), new ClearingItem(functional, new Dual(item.Amount, item.Amount)));
        }

        foreach (var item in setup.Opening.Reserves)
        {
            books.Reserves = books.Reserves.SetItem(new ClearingKey(item.Gateway, "Reserve", item.Reference), new ClearingItem(functional, new Dual(item.Amount, item.Amount)));
        }

        return books;
    }

    private static JournalResult Refused(FinanceEvent happened, string code) => new(happened.Id, JournalOutcome.Rejected, [], [code]);
}
