using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Money that arrives for an order, and authorisations before it.</summary>
internal static class Receipts
{
    public static void Authorise(EventRun run, FinanceEvent.Authorised authorised)
    {
        var order = run.Order();
        order.Authorisations = order.Authorisations.SetItem(
            authorised.Authorisation, order.Authorisations.GetValueOrDefault(authorised.Authorisation) + authorised.Amount);
    }

    public static void Void(EventRun run, FinanceEvent.Voided voided)
    {
        var order = run.Order();
        EventRun.Refuse(!order.Authorisations.ContainsKey(voided.Authorisation), "DependencyMissing");
        order.Authorisations = order.Authorisations.SetItem(voided.Authorisation, 0m);
    }

    public static void Capture(EventRun run, FinanceEvent.Captured captured)
    {
        var order = run.Order();
        if (captured.Authorisation is { } authorisation)
        {
            EventRun.Refuse(!order.Authorisations.TryGetValue(authorisation, out var open), "DependencyMissing");
            order.Authorisations = order.Authorisations.SetItem(authorisation, Math.Max(0m, open - captured.Amount));
        }

        run.RefuseForeign(order, DeclaredTax.Applies(run));
        var amount = run.AtRate(captured.Amount, order.Currency);
        var journal = run.Journal("Capture", order.Currency);
        journal.Debit(run.TenderRole(captured.Gateway), amount, EventRun.OfGateway(captured.Gateway));
        Take(run, order, captured.Payment, captured.Gateway, captured.Amount, amount);
        Receive(run, order, journal, amount);
    }

    public static void RedeemCard(EventRun run, FinanceEvent.GiftCardRedeemed redeemed)
    {
        var order = run.Order();
        run.RefuseForeign(order);
        LowerCard(run, redeemed.GiftCard, redeemed.Amount);
        var amount = run.AtRate(redeemed.Amount, order.Currency);
        var journal = run.Journal("Redemption", order.Currency);
        journal.Debit(AccountRole.GiftCardLiability, amount, new() { GiftCard = redeemed.GiftCard });
        Receive(run, order, journal, amount);
    }

    public static void RedeemCredit(EventRun run, FinanceEvent.StoreCreditRedeemed redeemed)
    {
        var order = run.Order();
        run.RefuseForeign(order);
        LowerCredit(run, redeemed.StoreCredit, redeemed.Amount);
        var amount = run.AtRate(redeemed.Amount, order.Currency);
        var journal = run.Journal("Redemption", order.Currency);
        journal.Debit(AccountRole.StoreCreditLiability, amount, new() { StoreCredit = redeemed.StoreCredit });
        Receive(run, order, journal, amount);
    }

    /// <summary>Notes a payment and what its gateway holds for it.</summary>
    public static void Take(EventRun run, OrderBook order, string payment, string gateway, decimal captured, Dual held)
    {
        order.FirstGateway ??= gateway;
        var before = run.Books.Payments.GetValueOrDefault(payment);
        run.Books.Payments = run.Books.Payments.SetItem(payment, new PaymentBook(order.Order.Id, gateway, (before?.Captured ?? 0m) + captured, before?.Refunded ?? 0m));
        run.Clear(gateway, "Charge", payment, order.Currency, held);
    }

    public static void LowerCard(EventRun run, string card, decimal amount)
    {
        EventRun.Refuse(!run.Books.GiftCards.TryGetValue(card, out var book), "DependencyMissing");
        EventRun.Refuse(book!.IsSinglePurpose, "SinglePurposeRedemption");
        EventRun.Refuse(amount > book.Balance, "GiftCardOverdrawn");
        run.Books.GiftCards = run.Books.GiftCards.SetItem(card, book with { Balance = book.Balance - amount });
    }

    public static void LowerCredit(EventRun run, string credit, decimal amount)
    {
        EventRun.Refuse(!run.Books.StoreCredits.TryGetValue(credit, out var balance), "DependencyMissing");
        EventRun.Refuse(amount > balance, "StoreCreditOverdrawn");
        run.Books.StoreCredits = run.Books.StoreCredits.SetItem(credit, balance - amount);
    }

    /// <summary>Credits what arrived: the receivable, then what is not invoiced yet, the rest is too much.</summary>
    private static void Receive(EventRun run, OrderBook order, JournalBuilder journal, Dual amount)
    {
        var toAr = Math.Min(amount.Doc, Math.Max(0m, order.Ar.Doc));
        var toPrepaid = Math.Min(amount.Doc - toAr, Math.Max(0m, order.Uninvoiced - order.Prepaid.Doc));
        var rest = amount.Doc - toAr - toPrepaid;
        var shares = Allocation.Split(amount.Fn, [toAr, toPrepaid, rest], run.Functional.MinorUnits);
        if (toAr != 0m)
        {
            var carried = order.Ar.Part(toAr, run.Functional);
            order.Ar -= carried;
            journal.Credit(AccountRole.AR, carried, order.Dimensions);
            journal.ExchangeGain(shares[0] - carried.Fn);
        }

        if (toPrepaid != 0m)
        {
            var part = new Dual(toPrepaid, shares[1]);
            order.Prepaid += part;
            var declared = DeclaredTax.Raise(run, order, journal);
            journal.Credit(AccountRole.ContractLiability, part - new Dual(declared, declared), order.Dimensions);
        }

        if (rest != 0m)
        {
            var part = new Dual(rest, shares[2]);
            order.Overpaid += part;
            journal.Credit(AccountRole.CustomerOverpayments, part, order.Dimensions);
            run.Exceptions.Add("Overpayment");
        }
    }
}
