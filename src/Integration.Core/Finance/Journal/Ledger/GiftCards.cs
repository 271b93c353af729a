using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Sold gift cards: a liability at face value from the moment they are issued.</summary>
internal static class GiftCards
{
    public static void Issue(EventRun run, FinanceEvent.GiftCardIssued issued)
    {
        var order = run.Order();
        run.RefuseForeign(order);
        var line = order.Find(issued.Line, null);
        EventRun.Refuse(Array.Exists(line.Taxes, static tax => tax.IsFacilitator), "FacilitatorWithoutMarketplace");
        var from = line.InvoicedUnits;
        var entries = Issue(run, order, line, issued.Cards);
        var portion = new Portion(line, line.At(from + issued.Cards.Count) - line.At(from)) { Units = issued.Cards.Count };
        var journal = run.Journal("GiftCardIssue", order.Currency);
        Invoices.PostCards(run, order, journal, portion, entries);
    }

    /// <summary>Checks the cards of a line and opens them; returns what to credit.</summary>
    public static List<Entry> Issue(EventRun run, OrderBook order, LineBook line, IReadOnlyList<CardPart> cards)
    {
        EventRun.Refuse(cards.Count == 0 || cards.Count > line.OpenUnits, "GiftCardCountMismatch");
        var entries = new List<Entry>();
        var dimensions = new JournalDimensions { Order = order.Order.Id, Line = line.Id };
        for (var i = 0; i < cards.Count; i++)
        {
            var card = cards[i];
            var slice = line.At(line.InvoicedUnits + i + 1) - line.At(line.InvoicedUnits + i);
            EventRun.Refuse(card.Amount != slice.List, "GiftCardAmountMismatch");
            EventRun.Refuse(run.Books.GiftCards.ContainsKey(card.Id), "DuplicateGiftCard");
            var singlePurpose = line.Taxes.Length > 0;
            var liability = line.TaxIncluded ? slice.List - slice.TotalTax : slice.List;
            run.Books.GiftCards = run.Books.GiftCards.SetItem(card.Id, new CardBook(liability, singlePurpose));
            entries.Add(new Entry(AccountRole.GiftCardLiability, new() { GiftCard = card.Id }, liability));
            if (slice.Discount != 0m)
            {
                entries.Add(new Entry(AccountRole.SalesDiscounts, dimensions, -slice.Discount));
            }
        }

        return entries;
    }
}
