using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Payment and hand-over of a whole order at once, as at a till or on a marketplace.</summary>
internal static class Sales
{
    public static void Sell(EventRun run, FinanceEvent.Sale sale)
    {
        var order = run.Order();
        var channelTax = order.Lines.Sum(static line => line.Taxes.Where(static tax => tax.IsFacilitator).Sum(static tax => tax.Amount));
        var hasChannelTax = order.Lines.Exists(static line => Array.Exists(line.Taxes, static tax => tax.IsFacilitator));
        var marketplace = sale.Tenders.FirstOrDefault(tender => tender.Gateway is { } gateway && run.KindOf(gateway) == GatewayKind.Marketplace);
        EventRun.Refuse(hasChannelTax && marketplace is null, "FacilitatorWithoutMarketplace");
        var difference = Difference(run, order, sale);
        var wash = run.Policies.FacilitatorMethod == FacilitatorMethod.GrossWash;
        var journal = run.Journal("Sale", order.Currency);
        var paid = 0m;
        foreach (var tender in sale.Tenders)
        {
            var amount = ReferenceEquals(tender, marketplace) && !wash ? tender.Amount - channelTax : tender.Amount;
            paid += Tender(run, order, journal, tender, amount).Fn;
        }

        var portions = Invoices.Sorted(order, order.Lines.Where(static line => line.Invoiced.IsNothing).Select(static line => new Portion(line, line.Current()) { Units = line.Units }));
        var taxes = Invoices.Taxes(portions).ToArray();
        var taxEntries = DocumentTaxes.Entries(run, taxes, order.Currency, wash, out var report);
        foreach (var (key, value) in report)
        {
            journal.Tax(key, value.Base, value.Amount);
        }

        var entries = Invoices.Incomes(run, order, [.. portions.Where(static portion => portion.Line.Kind != FinanceLineKind.GiftCard)]);
        foreach (var line in order.Lines.Where(static line => line.Kind == FinanceLineKind.GiftCard))
        {
            run.RefuseForeign(order);
            var cards = sale.Cards.Where(card => card.Line == line.Id).ToArray();
            EventRun.Refuse(cards.Length != line.OpenUnits, "GiftCardCountMismatch");
            entries.AddRange(GiftCards.Issue(run, order, line, cards));
        }

        if (difference != 0m)
        {
            entries.Add(new Entry(AccountRole.CashRounding, default, difference));
        }

        Invoices.Advance(portions);
        Invoices.PostEntries(run, order, journal, [.. entries, .. taxEntries], paid, portions, summary: false);
        if (wash && channelTax != 0m)
        {
            Withhold(run, order, report, marketplace!.Gateway!, "Charge", marketplace.Payment!, 1m);
        }

        var cost = run.Journal("GoodsIssue", run.Functional);
        foreach (var line in order.Lines.Where(static line => line.Kind == FinanceLineKind.Product))
        {
            var units = line.OpenUnits;
            line.Shipped += units;
            Shipments.Issue(run, order, line, cost, units, 0m);
        }
    }

    /// <summary>The channel keeps its tax: the wash account returns to zero, and the marketplace holds less.</summary>
    public static void Withhold(
        EventRun run, OrderBook order, IReadOnlyDictionary<TaxKey, (decimal Base, decimal Amount)> report, string gateway, string type, string reference, decimal sign)
    {
        var journal = run.Journal("FacilitatorWithheld", order.Currency);
        var sum = 0m;
        foreach (var (key, value) in report)
        {
            if (key.IsFacilitator)
            {
                var amount = Math.Abs(value.Amount) * sign;
                journal.Debit(AccountRole.FacilitatorTaxWash, run.AtRate(amount, order.Currency), key.Dimensions);
                sum += amount;
            }
        }

        var total = run.AtRate(sum, order.Currency);
        journal.Credit(run.TenderRole(gateway), total, EventRun.OfGateway(gateway));
        run.Clear(gateway, type, reference, order.Currency, -total);
    }

    private static decimal Difference(EventRun run, OrderBook order, FinanceEvent.Sale sale)
    {
        var difference = sale.Tenders.Sum(static tender => tender.Amount) - order.Lines.Sum(static line => line.CurrentGross());
        if (difference == 0m)
        {
            return 0m;
        }

        var cash = sale.Tenders.Any(tender => tender.Gateway is { } gateway && run.KindOf(gateway) == GatewayKind.Cash);
        var explained = cash && run.Policies.CashRoundingGrid is { } grid && Math.Abs(difference) <= grid / 2m;
        EventRun.Refuse(!explained, "TenderMismatch");
        run.RefuseForeign(order);
        return difference;
    }

    private static Dual Tender(EventRun run, OrderBook order, JournalBuilder journal, TenderPart tender, decimal amount)
    {
        if (tender.GiftCard is { } card)
        {
            run.RefuseForeign(order);
            Receipts.LowerCard(run, card, amount);
            journal.Debit(AccountRole.GiftCardLiability, new Dual(amount, amount), new() { GiftCard = card });
            return new Dual(amount, amount);
        }

        if (tender.StoreCredit is { } credit)
        {
            run.RefuseForeign(order);
            Receipts.LowerCredit(run, credit, amount);
            journal.Debit(AccountRole.StoreCreditLiability, new Dual(amount, amount), new() { StoreCredit = credit });
            return new Dual(amount, amount);
        }

        var gateway = tender.Gateway!;
        var held = run.AtRate(amount, order.Currency);
        journal.Debit(run.TenderRole(gateway), held, EventRun.OfGateway(gateway));
        Receipts.Take(run, order, tender.Payment ?? run.Happened.Id, gateway, amount, held);
        return held;
    }
}
