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
        run.Clear(gateway, "Dispute", opened.Dispute, currency, -(amount + fee));
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
        run.Clear(dispute.Gateway, "DisputeReversal", won.Dispute, dispute.Currency, held);
    }

    public static void Lose(EventRun run, FinanceEvent.DisputeLost lost)
    {
        var dispute = Close(run, lost.Dispute);
        var order = run.Books.Own(dispute.Order);
        var fromPrepaid = Math.Min(dispute.Amount.Doc, Math.Max(0m, order.Prepaid.Doc));
        EventRun.Refuse(fromPrepaid > 0m && DeclaredTax.Applies(run), "Unsupported");
        var journal = run.Journal("DisputeLost", dispute.Currency);
        journal.Credit(AccountRole.DisputeReceivable, dispute.Amount, EventRun.OfGateway(dispute.Gateway));
        var used = order.Prepaid.Part(fromPrepaid, run.Functional);
        if (fromPrepaid > 0m)
        {
            order.Prepaid -= used;
            journal.Debit(AccountRole.ContractLiability, used, order.Dimensions);
        }

        var rest = dispute.Amount - used;
        if (rest.Doc != 0m || rest.Fn != 0m)
        {
            var relief = run.Policies.ChargebackTaxRelief ? Relieve(order, journal, rest.Doc) : 0m;
            journal.Debit(AccountRole.ChargebackLoss, rest - new Dual(relief, relief));
        }
    }

    private static DisputeBook Close(EventRun run, string id)
    {
        EventRun.Refuse(!run.Books.Disputes.TryGetValue(id, out var dispute) || dispute.IsClosed, "DependencyMissing");
        run.Books.Disputes = run.Books.Disputes.SetItem(id, dispute! with { IsClosed = true });
        return dispute!;
    }

    /// <summary>Tax on what was lost is taken back: its share of the tax that is invoiced and not credited.</summary>
    private static decimal Relieve(OrderBook order, JournalBuilder journal, decimal lost)
    {
        order.Lost += lost;
        var gross = order.InvoicedGross - order.CreditedGross;
        if (gross <= 0m)
        {
            return 0m;
        }

        var open = new Dictionary<TaxKey, (decimal Base, decimal Amount)>();
        foreach (var line in order.Lines)
        {
            var credited = new Slice(line.CreditedDisplayed, 0m, 0m, line.CreditedTax);
            for (var i = 0; i < line.Taxes.Length; i++)
            {
                var key = TaxKey.Of(line.Taxes[i]);
                if (!key.IsFacilitator)
                {
                    var before = open.GetValueOrDefault(key);
                    open[key] = (before.Base + line.NetOf(line.Invoiced) - line.NetOf(credited), before.Amount + Slice.At(line.Invoiced.Tax, i) - Slice.At(line.CreditedTax, i));
                }
            }
        }

        var part = Math.Min(order.Lost, gross);
        var sum = 0m;
        foreach (var (key, value) in open)
        {
            var before = order.Relief.GetValueOrDefault(key);
            var after = (Base: Allocation.Share(value.Base, part, gross, order.Currency), Amount: Allocation.Share(value.Amount, part, gross, order.Currency));
            order.Relief = order.Relief.SetItem(key, after);
            var tax = after.Amount - before.Amount;
            journal.Debit(AccountRole.OutputTax, new Dual(tax, tax), key.Dimensions);
            journal.Tax(key, before.Base - after.Base, -tax);
            sum += tax;
        }

        return sum;
    }
}
