using ErpSync.Finance.Journal;
using ErpSync.Finance.Journal.Ledger;
using ErpSync.Finance.Orders;
using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>
/// Has the expected journal book one payout or one dispute. The charges and refunds a payout carries are open items of the gateway, booked by their payments;
/// so they open the books, and the rules decide what the payout adds.
/// </summary>
internal sealed class PayoutBooks(PayoutSyncOptions options)
{
    private const string Adjustment = "Adjustment";

    public PayoutBooking Of(Payout payout, DateTimeOffset now)
    {
        var books = Open(payout);
        var journals = new List<JournalEntry>();
        string? refusal = null;
        foreach (var (happened, isHistory) in Events(payout, now))
        {
            var result = books.Apply(happened);
            if (result.Outcome is JournalOutcome.Rejected or JournalOutcome.Parked)
            {
                refusal ??= result.Exceptions[0];
            }
            else if (!isHistory)
            {
                journals.AddRange(result.Journals);
            }
        }

        var adjustments = payout.Transactions.Where(static item => item.Type == BalanceTransactionType.Adjustment).ToList();
        if (refusal is not null)
        {
            return new PayoutBooking([], [], refusal);
        }

        var deposit = journals.Find(static journal => journal.Doc == "Deposit");
        journals.AddRange(adjustments.Select(item => Explained(payout, item, deposit?.PostingDate)).OfType<JournalEntry>());
        return new PayoutBooking(journals, [.. adjustments.Where(item => !options.AdjustmentRoles.ContainsKey(item.SourceType) && !item.Amount.IsZero)], null);
    }

    public PayoutBooking Lost(PaymentDispute dispute, DateTimeOffset now)
    {
        var at = options.DecidedAt(dispute);
        var order = Order(dispute.Id, dispute.Amount.Currency);
        var books = new ExpectedJournal(options.Setup(dispute.Amount.Currency, dispute.Gateway, new OpeningBalances()), [order]);
        books.Apply(Paid(dispute.Id, dispute.Gateway, dispute.Amount.Amount, at));
        books.Apply(new FinanceEvent.DisputeOpened(dispute.Id, dispute.Id, dispute.Amount.Amount, 0m) { Id = $"opened:{dispute.Id}", At = at, Order = order.Id });
        var lost = books.Apply(new FinanceEvent.DisputeLost(dispute.Id) { Id = $"lost:{dispute.Id}", At = at, RecordedAt = now });
        return new PayoutBooking(lost.Journals, [], lost.Outcome == JournalOutcome.Posted ? null : lost.Exceptions is [var code, ..] ? code : lost.Outcome.ToString());
    }

    private ExpectedJournal Open(Payout payout)
    {
        List<OpeningItem> Items(params ReadOnlySpan<BalanceTransactionType> types)
        {
            var items = new List<OpeningItem>();
            foreach (var item in payout.Transactions)
            {
                if (types.Contains(item.Type))
                {
                    items.Add(new OpeningItem(payout.Gateway, item.Id, item.Amount.Amount));
                }
            }

            return items;
        }

        var opening = new OpeningBalances
        {
            Clearing = Items(BalanceTransactionType.Charge, BalanceTransactionType.Refund),
            Reserves = Items(BalanceTransactionType.ReserveRelease),
        };
        return new ExpectedJournal(
            options.Setup(payout.Net.Currency, payout.Gateway, opening),
            Disputes(payout).Select(dispute => Order(dispute.Key, payout.Net.Currency)));
    }

    /// <summary>What happened, in order; history is what other bookings have covered already.</summary>
    private static IEnumerable<(FinanceEvent Event, bool IsHistory)> Events(Payout payout, DateTimeOffset now)
    {
        foreach (var dispute in Disputes(payout))
        {
            var withdrawn = dispute.Where(static item => item.Type == BalanceTransactionType.Dispute).ToList();
            var returned = dispute.Where(static item => item.Type == BalanceTransactionType.DisputeReversal).ToList();
            var amount = -withdrawn.Sum(static item => item.Amount.Amount);
            var fee = withdrawn.Sum(static item => item.Fee.Amount);
            var back = returned.Sum(static item => item.Amount.Amount);
            var feeBack = -returned.Sum(static item => item.Fee.Amount);
            yield return (Paid(dispute.Key, payout.Gateway, Math.Max(amount, back), payout.IssuedAt), true);
            yield return (new FinanceEvent.DisputeOpened(dispute.Key, dispute.Key, withdrawn.Count > 0 ? amount : back, withdrawn.Count > 0 ? fee : feeBack)
            {
                Id = $"opened:{dispute.Key}",
                At = payout.IssuedAt,
                RecordedAt = now,
                Order = dispute.Key,
            }, withdrawn.Count == 0);
            if (returned.Count > 0)
            {
                yield return (new FinanceEvent.DisputeWon(dispute.Key, feeBack != 0m) { Id = $"won:{dispute.Key}", At = payout.IssuedAt, RecordedAt = now }, false);
            }
        }

        yield return (new FinanceEvent.PaidOut(payout.Gateway, Parts(payout), payout.Net.Amount)
        {
            Id = payout.Id,
            At = payout.IssuedAt,
            RecordedAt = now,
            Currency = payout.Net.Currency,
        }, false);
    }

    private static List<PayoutPart> Parts(Payout payout)
    {
        var parts = new List<PayoutPart>();
        foreach (var item in payout.Transactions)
        {
            var part = item.Type switch
            {
                BalanceTransactionType.Charge => new PayoutPart(item.Id, "Charge", item.Amount.Amount, item.Fee.Amount),
                BalanceTransactionType.Refund => new PayoutPart(item.Id, "Refund", item.Amount.Amount, item.Fee.Amount),
                BalanceTransactionType.Fee => new PayoutPart(item.Id, "Fee", item.Net.Amount, null),
                BalanceTransactionType.ReserveHold => new PayoutPart(item.Id, "ReserveHold", item.Amount.Amount, null),
                BalanceTransactionType.ReserveRelease => new PayoutPart(item.Id, "ReserveRelease", item.Amount.Amount, null),
                BalanceTransactionType.Adjustment => new PayoutPart(item.Id, Adjustment, item.Amount.Amount, item.Fee.Amount),
                _ => null,
            };
            if (part is not null)
            {
                parts.Add(part);
            }
        }

        foreach (var dispute in Disputes(payout))
        {
            foreach (var type in dispute.GroupBy(static item => item.Type))
            {
                parts.Add(new PayoutPart(dispute.Key, type.Key == BalanceTransactionType.Dispute ? "Dispute" : "DisputeReversal", type.Sum(static item => item.Net.Amount), null));
            }
        }

        return parts;
    }

    private static IEnumerable<IGrouping<string, BalanceTransaction>> Disputes(Payout payout) => payout.Transactions
        .Where(static item => item.Type is BalanceTransactionType.Dispute or BalanceTransactionType.DisputeReversal)
        .GroupBy(static item => item.DisputeId ?? item.Id, StringComparer.Ordinal);

    /// <summary>The rules want to know the disputed payment; what it paid for is not theirs to know, so its order is empty.</summary>
    private static FinanceOrder Order(string dispute, Currency currency) =>
        new() { Id = dispute, ShopCurrency = currency, PresentmentCurrency = currency, DocumentCurrency = currency, Total = 0m, Lines = [] };

    private static FinanceEvent.Captured Paid(string dispute, string gateway, decimal amount, DateTimeOffset at) =>
        new(dispute, gateway, amount, null) { Id = $"paid:{dispute}", At = at, Order = dispute };

    private JournalEntry? Explained(Payout payout, BalanceTransaction item, DateOnly? posted)
    {
        if (!options.AdjustmentRoles.TryGetValue(item.SourceType, out var role) || item.Amount.IsZero)
        {
            return null;
        }

        var date = posted ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(payout.IssuedAt, options.CompanyTimeZone).DateTime);
        var dimensions = EventRun.OfGateway(payout.Gateway);
        var journal = new JournalBuilder(Adjustment, payout.Net.Currency, date);
        var amount = new Dual(-item.Amount.Amount, -item.Amount.Amount);
        journal.Debit(role, amount, dimensions);
        journal.Credit(Finance.Accounts.AccountRole.GatewayClearing, amount, dimensions);
        return journal.Build(payout.Id) is { } made ? made with { PostingDate = date } : null;
    }
}
