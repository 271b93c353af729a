using System.Globalization;

namespace Quickstart.Books;

/// <summary>Compares the books of both systems. It knows nothing of ErpSync and asks it nothing.</summary>
internal static class BookComparison
{
    private const int TaxRates = 2;

    public static BookFindings Compare(ShopBooks shop, LedgerBooks erp)
    {
        var findings = new List<string>();
        var orders = CompareOrders(shop, erp, findings);
        var refunds = CompareRefunds(shop, erp, findings);
        var fulfilments = CompareFulfilments(shop, erp, findings);
        var stock = CompareStock(shop, erp, findings);
        var money = CompareMoney(shop, erp, findings);
        var agreed = orders is { Missing: 0, Duplicates: 0 } && refunds is { Missing: 0, Duplicates: 0 } && fulfilments is { Missing: 0, Duplicates: 0 }
            && stock.Mismatches == 0 && money.Unexplained == 0m.ToString("F2", CultureInfo.InvariantCulture);
        return new BookFindings(orders, refunds, fulfilments, stock, money, agreed, findings);
    }

    /// <summary>What the ERP must hold for an order: what the order amounts to now, less what was paid back beyond its lines.</summary>
    private static decimal Wanted(ShopBookOrder order) => order.CurrentTotal - order.Refunds.Sum(refund => refund.Adjustment);

    private static string OrderPart(string externalNumber) => externalNumber.Split('/')[0];

    private static OrderFigures CompareOrders(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var documents = erp.Orders.Select(order => (order.ExternalNumber, order.Number))
            .Concat(erp.Invoices.Select(invoice => (invoice.ExternalNumber, Number: invoice.OrderNumber.Length > 0 ? invoice.OrderNumber : invoice.Number)))
            .Distinct().ToLookup(document => document.ExternalNumber, document => document.Number, StringComparer.Ordinal);
        var wanted = shop.Orders.Where(order => !order.IsTest && (order.CurrentTotal != 0 || order.Parcels.Count > 0)).ToList();
        var missing = wanted.Where(order => !documents.Contains(order.Name)).ToList();
        var duplicates = documents.Where(group => group.Count() > 1).ToList();
        findings.AddRange(missing.Select(order => $"order {order.Name} is not in the ERP"));
        findings.AddRange(duplicates.Select(group => $"order {group.Key} is in the ERP as {string.Join(", ", group)}"));
        return new OrderFigures(wanted.Count, wanted.Count - missing.Count, missing.Count, duplicates.Count);
    }

    private static RefundFigures CompareRefunds(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var wanted = (from order in shop.Orders
                      where !order.IsTest
                      from refund in order.Refunds
                      where refund.HasCreditLines || (refund.HasNoLines && (refund.Adjustment != 0 || refund.HasShipping))
                      select $"{order.Name}/R{refund.Id}").ToList();
        var memos = erp.CreditMemos.ToLookup(memo => memo.ExternalNumber, StringComparer.Ordinal);
        var missing = wanted.Where(number => !memos.Contains(number)).ToList();
        var duplicates = memos.Where(group => group.Count() > 1).ToList();
        findings.AddRange(missing.Select(number => $"refund {number} has no credit memo"));
        findings.AddRange(duplicates.Select(group => $"refund {group.Key} has credit memos {string.Join(", ", group.Select(memo => memo.Number))}"));
        findings.AddRange(erp.CreditMemos.Where(memo => memo.Status == "Draft").Select(memo => $"credit memo {memo.Number} for {memo.ExternalNumber} is not posted"));
        return new RefundFigures(wanted.Count, wanted.Count - missing.Count, missing.Count, duplicates.Count);
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

    private static StockFigures CompareStock(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var cells = shop.OnHand.Where(cell => erp.Inventory.ContainsKey(cell.Key)).ToList();
        var wrong = cells.Where(cell => erp.Inventory[cell.Key] != cell.Value).ToList();
        findings.AddRange(wrong.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Key}: the shop has {cell.Value}, the ERP {erp.Inventory[cell.Key]}")));
        return new StockFigures(cells.Count, wrong.Count);
    }

    private static MoneyFigures CompareMoney(ShopBooks shop, LedgerBooks erp, List<string> findings)
    {
        var open = erp.Orders.Select(order => order.Number).ToHashSet(StringComparer.Ordinal);
        var standing = erp.Orders
            .Concat(erp.Invoices.Where(invoice => invoice.OrderNumber.Length == 0 || !open.Contains(invoice.OrderNumber)))
            .Concat(erp.CreditMemos.Select(memo => memo with { Total = -memo.Total, Rounding = -memo.Rounding }))
            .ToLookup(document => OrderPart(document.ExternalNumber), StringComparer.Ordinal);
        decimal shopTotal = 0, erpTotal = 0, explained = 0, unexplained = 0;
        foreach (var order in shop.Orders.Where(order => !order.IsTest))
        {
            var wanted = Wanted(order);
            var there = standing[order.Name].Sum(document => document.Total);
            var rounding = standing[order.Name].Sum(document => document.Rounding);
            shopTotal += wanted;
            erpTotal += there;
            var gap = there - wanted;
            var byRounding = gap != 0 && (gap == rounding || Math.Abs(gap - rounding) <= InvoiceRoundingBound(standing[order.Name])) ? gap : 0;
            explained += Math.Abs(byRounding);
            unexplained += Math.Abs(gap - byRounding);
            if (gap != byRounding)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"order {order.Name}: the shop says {wanted:F2}, the ERP {there:F2} ({string.Join(" + ", standing[order.Name].Select(document => $"{document.Number} {document.Total}"))})"));
            }
        }

        return new MoneyFigures("EUR", Text(shopTotal), Text(erpTotal), Text(explained), Text(unexplained));
    }

    /// <summary>
    /// The ERP rounds discount shares and tax of every invoice on its own: half a cent a line and a tax rate. Where no rounding line closed the gap (an order that
    /// was invoiced in parts, or before the line could be added), this much is explained and no more.
    /// </summary>
    private static decimal InvoiceRoundingBound(IEnumerable<ErpBookDocument> documents) =>
        documents.Where(document => document.OrderNumber.Length > 0 && document.OrderNumber != document.Number).Sum(invoice => 0.005m * (invoice.Lines + TaxRates));

    private static string Text(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
}

/// <summary>What the comparison found.</summary>
internal sealed record BookFindings(
    OrderFigures Orders, RefundFigures Refunds, FulfilmentFigures Fulfilments, StockFigures Stock, MoneyFigures Money, bool Agreed, IReadOnlyList<string> Findings);
