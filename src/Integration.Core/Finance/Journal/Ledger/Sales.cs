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
        var hasChannelTax = order.Lines.Exists(static line => Array.Exists(line.Taxes, static tax => tax.IsFacilitator));
        var marketplace = sale.Tenders.FirstOrDefault(tender => tender.Gateway is { } gateway && run.KindOf(gateway) == GatewayKind.Marketplace);
        EventRun.Refuse(hasChannelTax && marketplace is null, "FacilitatorWithoutMarketplace");
        var portions = Open(order);
        var taxes = Invoices.Taxes(portions).ToArray();
        var channelTax = taxes.Where(static tax => tax.Key.IsFacilitator).Sum(static tax => tax.Amount);
        var difference = Difference(run, order, sale, portions);
        var wash = run.Policies.FacilitatorMethod == FacilitatorMethod.GrossWash;
        var journal = run.Journal("Sale", order.Currency);
        var paid = 0m;
        foreach (var tender in sale.Tenders)
        {
            var amount = ReferenceEquals(tender, marketplace) && !wash ? tender.Amount - channelTax : tender.Amount;
            paid += Tender(run, order, journal, tender, amount).Fn;
        }

        var taxEntries = DocumentTaxes.Entries(run, taxes, order.Currency, wash, out var report);
        foreach (var (key, value) in report)
        {
            journal.Tax(key, value.Base, value.Amount);
        }

        var entries = Invoices.Incomes(run, order, [.. portions.Where(static portion => portion.Line.Kind != FinanceLineKind.GiftCard)]);
        foreach (var line in order.Lines.Where(static line => line.Kind == FinanceLineKind.GiftCard && line.OpenUnits > 0m))
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
        entries.AddRange(taxEntries);
        var booked = Invoices.PostEntries(run, order, journal, entries, paid, portions, summary: false);
        if (wash && channelTax != 0m)
        {
            var washed = entries.Zip(booked).Where(static pair => pair.First.Role == AccountRole.FacilitatorTaxWash)
                .Select(static pair => (pair.First.Tax!.Value, new Dual(pair.First.Credit, pair.Second))).ToArray();
            Withhold(run, order, washed, marketplace!.Gateway!, "Charge", marketplace.Payment ?? run.Happened.Id);
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
    /// <param name="run">The event.</param>
    /// <param name="order">The order.</param>
    /// <param name="washed">What the document credited to the wash account by tax; negative for what it debited.</param>
    /// <param name="gateway">The marketplace.</param>
    /// <param name="type">Kind of the clearing item that becomes smaller.</param>
    /// <param name="reference">Reference of that item.</param>
    public static void Withhold(
        EventRun run, OrderBook order, IReadOnlyList<(TaxKey Key, Dual Amount)> washed, string gateway, string type, string reference)
    {
        var journal = run.Journal("FacilitatorWithheld", order.Currency);
        var total = default(Dual);
        foreach (var (key, amount) in washed)
        {
            journal.Debit(AccountRole.FacilitatorTaxWash, amount, key.Dimensions);
            total += amount;
        }

        journal.Credit(run.TenderRole(gateway), total, EventRun.OfGateway(gateway));
        run.Clear(gateway, type, reference, order.Currency, -total);
    }

    /// <summary>All of the order that is not invoiced. A till order has no events before its sale; of any other the rest is sold.</summary>
    private static Portion[] Open(OrderBook order)
    {
        order.Waiting = [];
        var rest = order.Lines.Select(static line => new Portion(line, line.Current() - line.Invoiced)
        {
            Units = line.Units - line.CancelledUnits - line.InvoicedUnits,
        });
        return Invoices.Sorted(order, rest.Where(static portion => !portion.Slice.IsNothing || portion.Units > 0m));
    }

    private static decimal Difference(EventRun run, OrderBook order, FinanceEvent.Sale sale, IReadOnlyList<Portion> portions)
    {
        var difference = sale.Tenders.Sum(static tender => tender.Amount) - portions.Sum(static portion => portion.Gross);
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
