using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Turns portions of orders into an invoice: incomes and taxes against the money held and the receivable.</summary>
internal static class Invoices
{
    /// <summary>One invoice of one order.</summary>
    public static void Post(EventRun run, OrderBook order, IReadOnlyList<Portion> portions, string doc, DateOnly? date = null)
    {
        if (portions.Count > 0)
        {
            Post(run, run.Journal(doc, order.Currency, date), [(order, portions)], summary: false);
        }
    }

    /// <summary>One invoice of one or several orders; a summary names neither orders nor lines.</summary>
    public static void Post(
        EventRun run, JournalBuilder journal, IReadOnlyList<(OrderBook Order, IReadOnlyList<Portion> Portions)> content, bool summary)
    {
        var parts = content.Select(static part => (part.Order, Portions: Sorted(part.Order, part.Portions))).ToArray();
        EventRun.Refuse(
            parts.SelectMany(static part => part.Portions).Any(static portion => Array.Exists(portion.Line.Taxes, static tax => tax.IsFacilitator)),
            "FacilitatorWithoutMarketplace");

        // A document has its taxes once; only in another currency each order converts its own.
        var isForeign = parts[0].Order.Currency != run.Functional;
        var shared = isForeign ? [] : PostTaxes(run, journal, parts.SelectMany(static part => Taxes(part.Portions)), run.Functional);
        foreach (var (order, portions) in parts)
        {
            var entries = Incomes(run, order, portions);
            var own = isForeign ? PostTaxes(run, journal, Taxes(portions), order.Currency) : parts.Length == 1 ? shared : [];
            var gross = portions.Sum(static portion => portion.Gross);
            Advance(portions);
            var debits = Settle(run, order, journal, gross, OnDocument(portions), summary);
            PostEntries(run, order, journal, [.. entries, .. own], debits, portions, summary);
        }

        if (parts.Length > 1)
        {
            foreach (var entry in shared)
            {
                journal.Credit(entry.Role, new Dual(entry.Credit, entry.Credit), entry.Dimensions);
            }
        }
    }

    private static List<Entry> PostTaxes(EventRun run, JournalBuilder journal, IEnumerable<TaxPart> taxes, Currency currency)
    {
        var entries = DocumentTaxes.Entries(run, [.. taxes], currency, wash: false, out var report);
        foreach (var (key, value) in report)
        {
            journal.Tax(key, value.Base, value.Amount);
        }

        return entries;
    }

    /// <summary>Issues gift cards: like an invoice, against the money held and the receivable.</summary>
    public static void PostCards(EventRun run, OrderBook order, JournalBuilder journal, Portion portion, List<Entry> entries)
    {
        Portion[] portions = [portion];
        var taxEntries = PostTaxes(run, journal, Taxes(portions), order.Currency);
        portion.Line.Invoiced += portion.Slice;
        portion.Line.InvoicedUnits += portion.Units;
        var debits = Settle(run, order, journal, portion.Gross, OnDocument(portions), summary: false);
        PostEntries(run, order, journal, [.. entries, .. taxEntries], debits, portions, summary: false);
    }

    public static IEnumerable<TaxPart> Taxes(IEnumerable<Portion> portions) =>
        portions.SelectMany(static portion => portion.Line.Taxes.Select((_, i) =>
            new TaxPart(portion.Line, i, portion.Net, portion.Slice.Displayed, Slice.At(portion.Slice.Tax, i))));

    /// <summary>Incomes and discounts in line order, goods before shipping and tips.</summary>
    public static List<Entry> Incomes(EventRun run, OrderBook order, IReadOnlyList<Portion> portions)
    {
        var entries = new List<Entry>();
        var points = Points(order, portions);
        foreach (var portion in Sorted(order, portions))
        {
            var line = portion.Line;
            var dimensions = new JournalDimensions { Order = order.Order.Id, Line = line.Id, Component = line.Component };
            var income = portion.Net;
            var (role, discountRole) = line.Kind switch
            {
                FinanceLineKind.Shipping => (AccountRole.ShippingIncome, AccountRole.ShippingDiscounts),
                FinanceLineKind.Tip => (run.Policies.TipTreatment == TipTreatment.Income ? AccountRole.TipsIncome : AccountRole.TipsPayable, AccountRole.SalesDiscounts),
                _ => (AccountRole.Sales, AccountRole.SalesDiscounts),
            };
            var discount = run.Policies.DiscountPresentation == DiscountPresentation.Gross ? portion.Slice.NetDiscount : 0m;
            var moved = points.GetValueOrDefault(line);
            var expected = portion.ExpectedBack == 0m ? 0m : Allocation.Share(income, portion.ExpectedBack, portion.Units, order.Currency);
            entries.Add(new Entry(role, dimensions, income + discount - moved - expected, line));
            if (expected != 0m)
            {
                line.RefundLiability += expected;
                entries.Add(new Entry(AccountRole.RefundLiability, dimensions, expected, line));
            }

            line.ExpectedUnits += portion.ExpectedBack;
            if (discount != 0m)
            {
                entries.Add(new Entry(discountRole, dimensions, -discount, line));
            }

            if (moved != 0m)
            {
                entries.Add(new Entry(AccountRole.LoyaltyLiability, order.Dimensions, moved));
            }
        }

        return entries;
    }

    /// <summary>Portions in the order of a document: goods in line order, then shipping and tips in line order. Ties of rounding go by it.</summary>
    public static Portion[] Sorted(OrderBook order, IEnumerable<Portion> portions) =>
        [
            .. portions.OrderBy(static portion => portion.Line.Kind is FinanceLineKind.Shipping or FinanceLineKind.Tip ? 1 : 0)
                .ThenBy(portion => order.Lines.IndexOf(portion.Line)),
        ];

    /// <summary>Notes what is invoiced.</summary>
    public static void Advance(IReadOnlyList<Portion> portions)
    {
        foreach (var portion in portions)
        {
            portion.Line.Invoiced += portion.Slice;
            portion.Line.InvoicedUnits += portion.Units;
        }
    }

    /// <summary>Posts credits, each with its share of the functional debits, and notes what was booked on each line. Returns those shares.</summary>
    public static IReadOnlyList<decimal> PostEntries(
        EventRun run, OrderBook order, JournalBuilder journal, IReadOnlyList<Entry> entries, decimal functional, IReadOnlyList<Portion> portions, bool summary)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var foreign = order.Currency != run.Functional;
        var shares = foreign
            ? Allocation.Split(functional, entries.Select(static entry => entry.Credit).ToArray(), run.Functional.MinorUnits)
            : [.. entries.Select(static entry => entry.Credit)];
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            journal.Credit(entry.Role, new Dual(entry.Credit, shares[i]), summary ? entry.Dimensions with { Order = null, Line = null, Component = null } : entry.Dimensions);
            if (entry.Line is { } line)
            {
                line.BookedNet += shares[i];
            }
            else if (entry.Tax is { } key)
            {
                BookTax(run, portions, key, shares[i]);
            }
        }

        return shares;
    }

    private static void BookTax(EventRun run, IReadOnlyList<Portion> portions, TaxKey key, decimal booked)
    {
        var parts = Taxes(portions).Where(part => part.Key == key).ToArray();
        if (parts.Length == 0)
        {
            return;
        }

        var shares = Allocation.Split(booked, Array.ConvertAll(parts, static part => part.Amount), run.Functional.MinorUnits);
        for (var i = 0; i < parts.Length; i++)
        {
            var one = new decimal[parts[i].Line.Taxes.Length];
            one[parts[i].Index] = shares[i];
            parts[i].Line.BookedTax = Slice.Combine(parts[i].Line.BookedTax, one, 1m);
        }
    }

    /// <summary>Takes the gross from the money held, the rest becomes receivable. Returns the functional debits, tax released on the way left out.</summary>
    private static decimal Settle(
        EventRun run, OrderBook order, JournalBuilder journal, decimal gross, IReadOnlyDictionary<TaxKey, (decimal Base, decimal Amount)> onDocument, bool summary)
    {
        var dimensions = summary ? default : order.Dimensions;
        var used = order.Prepaid.Part(Math.Min(gross, order.Prepaid.Doc), run.Functional);
        order.Prepaid -= used;
        var receivable = run.AtRate(gross - used.Doc, order.Currency);
        order.Ar += receivable;
        var released = DeclaredTax.Applies(run) ? DeclaredTax.Release(order, journal, onDocument) : 0m;
        journal.Debit(AccountRole.ContractLiability, used - new Dual(released, released), dimensions);
        journal.Debit(AccountRole.AR, receivable, dimensions);
        return used.Fn + receivable.Fn;
    }

    private static Dictionary<TaxKey, (decimal Base, decimal Amount)> OnDocument(IReadOnlyList<Portion> portions)
    {
        var result = new Dictionary<TaxKey, (decimal Base, decimal Amount)>();
        foreach (var part in Taxes(portions))
        {
            var before = result.GetValueOrDefault(part.Key);
            result[part.Key] = (before.Base + part.Net, before.Amount + part.Amount);
        }

        return result;
    }

    /// <summary>Loyalty points earned by the goods of a document, by line.</summary>
    private static Dictionary<LineBook, decimal> Points(OrderBook order, IReadOnlyList<Portion> portions)
    {
        var result = new Dictionary<LineBook, decimal>();
        var goods = portions.Where(static portion => portion.Line is { Kind: FinanceLineKind.Product, IsExchange: false }).ToArray();
        if (order.PointsShare == 0m || goods.Length == 0)
        {
            return result;
        }

        var total = order.OwnGoods.Sum(static line => line.Net);
        var sofar = order.OwnGoods.Sum(static line => line.NetOf(line.Invoiced)) + goods.Sum(static portion => portion.Net);
        var moved = Allocation.Share(order.PointsShare, sofar, total, order.Currency) - order.PointsMoved;
        order.PointsMoved += moved;
        var parts = Allocation.Split(moved, Array.ConvertAll(goods, static portion => portion.Net), order.Currency.MinorUnits);
        for (var i = 0; i < goods.Length; i++)
        {
            result[goods[i].Line] = parts[i];
        }

        return result;
    }
}
