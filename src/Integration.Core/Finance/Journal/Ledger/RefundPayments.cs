using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Money that goes back: from the credit of its refund, from overpayments, from money held, or ahead of its credit memo.</summary>
internal static class RefundPayments
{
    public static void Pay(EventRun run, FinanceEvent.RefundPaid paid)
    {
        if (!paid.Succeeded)
        {
            return;
        }

        var order = run.Order();
        run.RefuseForeign(order, paid.Payment is null || DeclaredTax.Applies(run));
        var tender = Tender(run, paid);
        var amount = run.AtRate(paid.Amount, order.Currency);
        var parts = Split(order, paid);
        var shares = Allocation.Split(amount.Fn, parts, run.Functional.MinorUnits);
        var journal = run.Journal("RefundPayment", order.Currency);
        tender(journal, amount);
        var book = order.Refunds.GetValueOrDefault(paid.Refund) ?? RefundBook.Empty;
        order.Refunds = order.Refunds.SetItem(paid.Refund, book with { Paid = book.Paid + parts[0] + parts[3] });
        SettleAr(run, order, journal, parts[0], shares[0]);
        if (parts[1] != 0m)
        {
            var carried = order.Overpaid.Part(parts[1], run.Functional);
            order.Overpaid -= carried;
            journal.Debit(AccountRole.CustomerOverpayments, carried, order.Dimensions);
            journal.ExchangeGain(carried.Fn - shares[1]);
        }

        if (parts[2] != 0m)
        {
            var carried = order.Prepaid.Part(parts[2], run.Functional);
            order.Prepaid -= carried;
            var released = DeclaredTax.Lower(run, order, journal);
            journal.Debit(AccountRole.ContractLiability, carried - new Dual(released, released), order.Dimensions);
            journal.ExchangeGain(carried.Fn - shares[2]);
        }

        if (parts[3] != 0m)
        {
            SettleAr(run, order, journal, parts[3], shares[3]);
            run.Exceptions.Add("RefundAwaitingCredit");
        }
    }

    /// <summary>Where the money is taken from: credit of the refund, overpayment, surplus prepayment, advance.</summary>
    private static decimal[] Split(OrderBook order, FinanceEvent.RefundPaid paid)
    {
        var refund = order.Refunds.GetValueOrDefault(paid.Refund) ?? RefundBook.Empty;
        var rest = paid.Amount;
        decimal Take(decimal available)
        {
            var part = Math.Min(rest, Math.Max(0m, available));
            rest -= part;
            return part;
        }

        var credit = Take(refund.Open);
        var overpaid = Take(order.Overpaid.Doc);
        var surplus = Take(order.Prepaid.Doc - order.Uninvoiced);
        EventRun.Refuse(rest > 0m && rest > order.InvoicedGross - order.CreditedGross - order.Refunds.Values.Sum(static known => known.Advanced), "RefundWithoutBasis");
        return [credit, overpaid, surplus, rest];
    }

    /// <summary>Debits the receivable: what is in credit at its average, more than that at the day's rate.</summary>
    private static void SettleAr(EventRun run, OrderBook order, JournalBuilder journal, decimal amount, decimal functional)
    {
        if (amount == 0m)
        {
            return;
        }

        var covered = Math.Min(amount, Math.Max(0m, -order.Ar.Doc));
        var carried = covered == 0m ? default : -(-order.Ar).Part(covered, run.Functional);
        var beyond = amount - covered;
        var shares = Allocation.Split(functional, [covered, beyond], run.Functional.MinorUnits);
        var debit = -carried + new Dual(beyond, beyond == 0m ? 0m : shares[1]);
        order.Ar += debit;
        journal.Debit(AccountRole.AR, debit, order.Dimensions);
        journal.ExchangeGain(covered == 0m ? 0m : -carried.Fn - shares[0]);
    }

    private static Action<JournalBuilder, Dual> Tender(EventRun run, FinanceEvent.RefundPaid paid)
    {
        if (paid.GiftCard is { } card)
        {
            EventRun.Refuse(!run.Books.GiftCards.TryGetValue(card, out var book), "DependencyMissing");
            run.Books.GiftCards = run.Books.GiftCards.SetItem(card, book! with { Balance = book.Balance + paid.Amount });
            return (journal, amount) => journal.Credit(AccountRole.GiftCardLiability, amount, new() { GiftCard = card });
        }

        if (paid.StoreCredit is { } credit)
        {
            run.Books.StoreCredits = run.Books.StoreCredits.SetItem(credit, run.Books.StoreCredits.GetValueOrDefault(credit) + paid.Amount);
            return (journal, amount) => journal.Credit(AccountRole.StoreCreditLiability, amount, new() { StoreCredit = credit });
        }

        EventRun.Refuse(paid.Payment is null || !run.Books.Payments.TryGetValue(paid.Payment, out _), "DependencyMissing");
        var payment = run.Books.Payments[paid.Payment!];
        EventRun.Refuse(paid.Amount > payment.Captured - payment.Refunded, "RefundExceedsCaptured");
        run.Books.Payments = run.Books.Payments.SetItem(paid.Payment!, payment with { Refunded = payment.Refunded + paid.Amount });
        return (journal, amount) =>
        {
            journal.Credit(run.TenderRole(payment.Gateway), amount, EventRun.OfGateway(payment.Gateway));
            run.Clear(payment.Gateway, "Refund", paid.Id, journal.Currency, -amount);
        };
    }
}
