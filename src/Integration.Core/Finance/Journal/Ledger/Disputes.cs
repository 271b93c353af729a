using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Payments that buyers dispute.</summary>
internal static class Disputes
{
    public static void Open(EventRun run, FinanceEvent.DisputeOpened opened)
    {
        EventRun.Refuse(!run.Books.Payments.TryGetValue(opened.Payment, out var payment), "DependencyMissing");
        var currency = run.Happened.Order is null ? run.Books.Orders[payment!.Order].Currency : run.Order().Currency;
        var amount = run.AtRate(opened.Amount, currency);
        var fee = run.AtRate(opened.Fee, currency);
        var gateway = payment!.Gateway;
        var dimensions = EventRun.OfGateway(gateway);
        var journal = run.Journal("DisputeOpened", currency);
        journal.Debit(AccountRole.DisputeReceivable, amount, dimensions);
        journal.Debit(AccountRole.ChargebackFees, fee, dimensions);
        journal.Credit(run.TenderRole(gateway), amount + fee, dimensions);
        run.Clear(gateway, "Dispute", opened.Dispute, currency, -amount);
        if (opened.Fee != 0m)
        {
            run.Clear(gateway, "Fee", opened.Dispute, currency, -fee);
        }

        run.Books.Disputes = run.Books.Disputes.SetItem(opened.Dispute, new DisputeBook(payment.Order, gateway, currency, amount, fee, IsClosed: false));
    }

    public static void Win(EventRun run, FinanceEvent.DisputeWon won)
    {
        var dispute = Close(run, won.Dispute);
        var dimensions = EventRun.OfGateway(dispute.Gateway);
        var back = won.FeeReturned ? dispute.Amount.Doc + dispute.Fee.Doc : dispute.Amount.Doc;
        var journal = run.Journal("DisputeWon", dispute.Currency);
        var held = dispute.Amount + (won.FeeReturned ? dispute.Fee : default);
        journal.Debit(run.TenderRole(dispute.Gateway), held with { Doc = back }, dimensions);
        journal.Credit(AccountRole.DisputeReceivable, dispute.Amount, dimensions);
        journal.Credit(AccountRole.ChargebackFees, won.FeeReturned ? dispute.Fee : default, dimensions);
        run.Clear(dispute.Gateway, "DisputeReversal", won.Dispute, dispute.Currency, dispute.Amount);
        if (won.FeeReturned && dispute.Fee.Doc != 0m)
        {
            run.Clear(dispute.Gateway, "FeeReturned", won.Dispute, dispute.Currency, dispute.Fee);
        }
    }

    public static void Lose(EventRun run, FinanceEvent.DisputeLost lost)
    {
        var dispute = Close(run, lost.Dispute);
        var order = run.Books.Own(dispute.Order);
        var fromPrepaid = Math.Min(dispute.Amount.Doc, Math.Max(0m, order.Prepaid.Doc));
        EventRun.Refuse(fromPrepaid > 0m && DeclaredTax.Applies(run), "Unsupported");
        var journal = run.Journal("DisputeLost", dispute.Currency);
        journal.Credit(AccountRole.DisputeReceivable, dispute.Amount, EventRun.OfGateway(dispute.Gateway));
        var shares = Allocation.Split(dispute.Amount.Fn, [fromPrepaid, dispute.Amount.Doc - fromPrepaid], run.Functional.MinorUnits);
        if (fromPrepaid > 0m)
        {
            var used = order.Prepaid.Part(fromPrepaid, run.Functional);
            order.Prepaid -= used;
            journal.Debit(AccountRole.ContractLiability, used, order.Dimensions);
            journal.ExchangeGain(used.Fn - shares[0]);
        }

        var rest = new Dual(dispute.Amount.Doc - fromPrepaid, shares[1]);
        if (rest.Doc != 0m)
        {
            var relief = run.Policies.ChargebackTaxRelief ? Relieve(run, order, journal, rest.Doc) : default;
            journal.Debit(AccountRole.ChargebackLoss, rest - relief);
        }
    }

    private static DisputeBook Close(EventRun run, string id)
    {
        EventRun.Refuse(!run.Books.Disputes.TryGetValue(id, out var dispute) || dispute.IsClosed, "DependencyMissing");
        run.Books.Disputes = run.Books.Disputes.SetItem(id, dispute! with { IsClosed = true });
        return dispute!;
    }

    /// <summary>Tax on what was lost is taken back: its share of the tax that is invoiced and not credited.</summary>
    private static Dual Relieve(EventRun run, OrderBook order, JournalBuilder journal, decimal lost)
    {
        order.Lost += lost;
        var gross = order.InvoicedGross - order.CreditedGross;
        if (gross <= 0m)
        {
            return default;
        }

        var part = Math.Min(order.Lost, gross);
        var sum = default(Dual);
        foreach (var (key, open) in Open(order))
        {
            var before = order.Relief.GetValueOrDefault(key);
            var after = new Relief(
                Allocation.Share(open.Base, part, gross, order.Currency),
                Allocation.Share(open.Amount, part, gross, order.Currency),
                Allocation.Share(open.Booked, part, gross, run.Functional));
            order.Relief = order.Relief.SetItem(key, after);
            var tax = after.Amount - before.Amount;
            var back = new Dual(tax, order.Currency == run.Functional ? tax : after.Booked - before.Booked);
            journal.Debit(AccountRole.OutputTax, back, key.Dimensions);
            journal.Tax(key, before.Base - after.Base, -tax);
            sum += back;
        }

        return sum;
    }

    /// <summary>Net, charged tax and booked tax that are invoiced and not credited, by tax the merchant owes.</summary>
    private static Dictionary<TaxKey, Relief> Open(OrderBook order)
    {
        var open = new Dictionary<TaxKey, Relief>();
        foreach (var line in order.Lines)
        {
            var credited = new Slice(line.CreditedDisplayed, 0m, 0m, line.CreditedTax);
            for (var i = 0; i < line.Taxes.Length; i++)
            {
                var key = TaxKey.Of(line.Taxes[i]);
                if (!key.IsFacilitator)
                {
                    var before = open.GetValueOrDefault(key);
                    open[key] = new Relief(
                        before.Base + line.NetOf(line.Invoiced) - line.NetOf(credited),
                        before.Amount + Slice.At(line.Invoiced.Tax, i) - Slice.At(line.CreditedTax, i),
                        before.Booked + Slice.At(line.BookedTax, i) - Slice.At(line.CreditedBookedTax, i));
                }
            }
        }

        return open;
    }
}
