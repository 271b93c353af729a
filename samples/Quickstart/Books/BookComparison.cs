using System.Globalization;
using Quickstart.Roles;

namespace Quickstart.Books;

/// <summary>Compares the books of both systems. It knows nothing of ErpSync and asks it nothing.</summary>
internal static class BookComparison
{
    private const int TaxRates = 2;

    /// <summary>Compares.</summary>
    /// <param name="shop">The shop's books.</param>
    /// <param name="erp">The ERP's books.</param>
    /// <param name="stock">The shop's stock.</param>
    /// <param name="opened">When the ERP began to take orders: what was refunded before is in the order's document and needs no credit memo.</param>
    /// <param name="withPayments">Whether payments are booked and so compared.</param>
    public static BookFindings Compare(ShopBooks shop, LedgerBooks erp, StockBooks stock, DateTimeOffset opened, bool withPayments)
    {
        var findings = new List<string>();
        var orders = CompareOrders(shop, erp, findings);
        var refunds = CompareRefunds(shop, erp, opened, findings);
        var fulfilments = CompareFulfilments(shop, erp, findings);
        var payments = withPayments ? ComparePayments(shop, erp, findings) : null;
        var cells = stock.Compare(erp.Inventory, SyncHost.Buffer, withCommitments: withPayments, findings);
        var money = CompareMoney(shop, erp, findings);
        var agreed = orders.Figures is { Missing: 0, Duplicates: 0 } && refunds is { Missing: 0, Duplicates: 0 } && fulfilments is { Missing: 0, Duplicates: 0 }
            && payments is null or { Missing: 0, Duplicates: 0, Different: 0 }
            && cells.Mismatches == 0 && money.Unexplained == 0m.ToString("F2", CultureInfo.InvariantCulture);
        return new BookFindings(orders.Figures, refunds, fulfilments, cells, money, agreed, findings) { Payments = payments, MissingOrders = orders.Missing };
    }

    /// <summary>What the ERP must hold for an order: what the order amounts to now, less what was paid back beyond its lines.</summary>
    private static decimal Wanted(ShopBookOrder order) => order.CurrentTotal - order.Refunds.Sum(refund => refund.Adjustment);

    private static string OrderPart(string externalNumber) => externalNumber.Split('/')[0];

    private static (OrderFigures Figures, IReadOnlyList<string> Missing) CompareOrders(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var documents = erp.Orders.Select(order => (order.ExternalNumber, order.Number))
            .Concat(erp.Invoices.Select(invoice => (invoice.ExternalNumber, Number: invoice.OrderNumber.Length > 0 ? invoice.OrderNumber : invoice.Number)))
            .Distinct().ToLookup(document => document.ExternalNumber, document => document.Number, StringComparer.Ordinal);
        var wanted = shop.Orders.Where(order => !order.IsTest && (order.CurrentTotal != 0 || order.Parcels.Count > 0)).ToList();
        var missing = wanted.Where(order => !documents.Contains(order.Name)).ToList();
        var duplicates = documents.Where(group => group.Count() > 1).ToList();
        findings.AddRange(missing.Select(order => $"order {order.Name} is not in the ERP"));
        findings.AddRange(duplicates.Select(group => $"order {group.Key} is in the ERP as {string.Join(", ", group)}"));
        return (new OrderFigures(wanted.Count, wanted.Count - missing.Count, missing.Count, duplicates.Count), [.. missing.Select(order => order.Name)]);
    }

    private static RefundFigures CompareRefunds(ShopBooks shop, LedgerBooks erp, DateTimeOffset opened, List<string> findings)
    {
        var wanted = (from order in shop.Orders
                      where !order.IsTest
                      from refund in order.Refunds
                      where refund.CreatedAt >= opened
                      where refund.HasCreditLines || (refund.HasNoLines && (refund.Adjustment != 0 || refund.HasShipping))
                      select $"{order.Name}/R{refund.Id}").ToList();
        var memos = erp.CreditMemos.ToLookup(memo => memo.ExternalNumber, StringComparer.Ordinal);
        var missing = wanted.Where(number => !memos.Contains(number)).ToList();
        var duplicates = memos.Where(group => group.Count() > 1).ToList();
        findings.AddRange(missing.Select(number => $"refund {number} has no credit memo"));
        findings.AddRange(duplicates.Select(group => $"refund {group.Key} has credit memos {string.Join(", ", group.Select(memo => memo.Number))}"));
        var drafts = erp.CreditMemos.Where(memo => memo.Status == "Draft").ToList();
        findings.AddRange(drafts.Select(memo => $"credit memo {memo.Number} for {memo.ExternalNumber} is not posted"));
        return new RefundFigures(wanted.Count, wanted.Count - missing.Count, missing.Count + drafts.Count, duplicates.Count);
    }

    /// <summary>What the shop received for orders that are invoiced must be in the ledger, each receipt once and with its amount.</summary>
    private static PaymentFigures ComparePayments(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var invoiced = erp.Invoices.Select(invoice => invoice.ExternalNumber).ToHashSet(StringComparer.Ordinal);
        var wanted = shop.Orders.Where(order => !order.IsTest && invoiced.Contains(order.Name)).SelectMany(order => order.Payments.Select(payment => (Order: order, Payment: payment))).ToList();
        var booked = erp.Payments.ToLookup(payment => payment.Number[(payment.Number.LastIndexOf('-') + 1)..], StringComparer.Ordinal);
        var missing = wanted.Where(pair => booked[pair.Payment.Id].Sum(payment => payment.Amount) == 0).ToList();
        var wrong = wanted.Except(missing).Where(pair => booked[pair.Payment.Id].Count() == 1 && booked[pair.Payment.Id].Single().Amount != pair.Payment.Amount).ToList();
        var duplicates = booked.Where(group => group.Count() > 1).ToList();
        findings.AddRange(missing.Select(pair => $"order {pair.Order.Name}: the payment {pair.Payment.Id} is not in the ledger"));
        findings.AddRange(wrong.Select(pair => string.Create(CultureInfo.InvariantCulture,
            $"order {pair.Order.Name}: payment {pair.Payment.Id} is in the ledger with {booked[pair.Payment.Id].Single().Amount:F2}, it was {pair.Payment.Amount:F2}")));
        findings.AddRange(duplicates.Select(group => $"payment {group.Key} is in the ledger {group.Count()} times"));
        return new PaymentFigures(wanted.Count, wanted.Count - missing.Count, missing.Count, duplicates.Count, wrong.Count);
    }

    private static FulfilmentFigures CompareFulfilments(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var names = shop.Orders.Select(order => order.Name).ToHashSet(StringComparer.Ordinal);
        var shipped = erp.Shipments.Where(shipment => names.Contains(shipment.ExternalNumber)).Select(shipment => shipment.Parcel).ToList();
        var told = shop.Orders.SelectMany(order => order.Parcels).ToLookup(parcel => parcel.Number, StringComparer.Ordinal);
        var missing = shipped.Where(parcel => !told.Contains(parcel.Number)).ToList();
        var different = shipped.Where(parcel => told[parcel.Number].Any() && !SameUnits(parcel, told[parcel.Number])).ToList();
        var duplicates = told.Where(parcels => parcels.Count() > 1).ToList();
        findings.AddRange(missing.Select(parcel => $"shipment {parcel.Number} is not fulfilled in the shop"));
        findings.AddRange(different.Select(parcel => $"shipment {parcel.Number} is fulfilled with other units"));
        findings.AddRange(duplicates.Select(parcels => $"shipment {parcels.Key} is fulfilled {parcels.Count()} times"));
        return new FulfilmentFigures(shipped.Count, shipped.Count - missing.Count, missing.Count + different.Count, duplicates.Count);
    }

    private static bool SameUnits(BookParcel shipped, IEnumerable<BookParcel> told)
    {
        var units = told.SelectMany(parcel => parcel.Units).GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.OrdinalIgnoreCase);
        return units.Count == shipped.Units.Count && shipped.Units.All(pair => units.GetValueOrDefault(pair.Key) == pair.Value);
    }

    private static MoneyFigures CompareMoney(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var open = erp.Orders.Select(order => order.Number).ToHashSet(StringComparer.Ordinal);
        var standing = erp.Orders
            .Concat(erp.Invoices.Where(invoice => invoice.OrderNumber.Length == 0 || !open.Contains(invoice.OrderNumber)))
            .Concat(erp.CreditMemos.Select(memo => memo with { Total = -memo.Total, Rounding = -memo.Rounding }))
            .ToLookup(document => OrderPart(document.ExternalNumber), StringComparer.Ordinal);
        var sums = new SortedDictionary<string, MoneySum>(StringComparer.Ordinal);
        foreach (var order in shop.Orders.Where(order => !order.IsTest))
        {
            var documents = standing[order.Name].ToList();
            var foreign = documents.Find(document => document.Currency != order.Currency);
            var wanted = Wanted(order);
            var there = foreign is null ? documents.Sum(document => document.Total) : 0m;
            var rounding = documents.Sum(document => document.Rounding);
            var gap = there - wanted;
            var byRounding = gap != 0 && (gap == rounding || Math.Abs(gap - rounding) <= InvoiceRoundingBound(documents)) ? gap : 0;
            sums[order.Currency] = sums.GetValueOrDefault(order.Currency).With(wanted, there, Math.Abs(byRounding), Math.Abs(gap - byRounding));
            if (gap != byRounding)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"order {order.Name}: the shop says {wanted:F2} {order.Currency}, the ERP {there:F2} ({string.Join(" + ", documents.Select(document => $"{document.Number} {document.Total} {document.Currency}"))})"));
            }
        }

        return sums.Count switch
        {
            0 => default(MoneySum).ToFigures("EUR"),
            1 => sums.First().Value.ToFigures(sums.First().Key),
            _ => sums.Values.Aggregate((left, right) => left.With(right.Shop, right.Erp, right.Explained, right.Unexplained)).ToFigures(string.Join('+', sums.Keys)) with
            {
                ByCurrency = [.. sums.Select(sum => sum.Value.ToFigures(sum.Key))],
            },
        };
    }

    /// <summary>
    /// The ERP rounds discount shares and tax of every invoice on its own: half a cent a line and a tax rate. Where no rounding line closed the gap (an order that
    /// was invoiced in parts, or before the line could be added), this much is explained and no more.
    /// </summary>
    private static decimal InvoiceRoundingBound(IEnumerable<ErpBookDocument> documents) =>
        documents.Where(document => document.OrderNumber.Length > 0 && document.OrderNumber != document.Number).Sum(invoice => 0.005m * (invoice.Lines + TaxRates));

    private readonly record struct MoneySum(decimal Shop, decimal Erp, decimal Explained, decimal Unexplained)
    {
        public MoneySum With(decimal shop, decimal erp, decimal explained, decimal unexplained) =>
            new(Shop + shop, Erp + erp, Explained + explained, Unexplained + unexplained);

        public MoneyFigures ToFigures(string currency) => new(currency, Text(Shop), Text(Erp), Text(Explained), Text(Unexplained));

        private static string Text(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
    }
}

/// <summary>What the comparison found.</summary>
internal sealed record BookFindings(
    OrderFigures Orders, RefundFigures Refunds, FulfilmentFigures Fulfilments, StockFigures Stock, MoneyFigures Money, bool Agreed, IReadOnlyList<string> Findings)
{
    /// <summary>Receipts; null when they are not booked.</summary>
    public PaymentFigures? Payments { get; init; }

    /// <summary>What the CDP was told; null when none takes part.</summary>
    public ToldCustomers? Told { get; init; }

    /// <summary>Names of the orders that are not in the ERP.</summary>
    public IReadOnlyList<string> MissingOrders { get; init; } = [];
}
