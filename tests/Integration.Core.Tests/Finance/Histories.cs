using System.Globalization;
using CsCheck;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Finance;

/// <summary>Order histories by chance: what may happen to up to three orders, in any order, sensible or not.</summary>
internal static class Histories
{
    public static readonly Currency Eur = Currency.FromCode("EUR");

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private const int DefaultCount = 1_000;

    public static readonly Gen<FinancePolicies> AnyPolicies = Gen.Select(
        Gen.Enum<DiscountPresentation>(), Gen.Enum<ShippingRecognition>(), Gen.OneOf<InvoiceGranularity>(InvoiceGranularity.PerShipment, InvoiceGranularity.PerOrder),
        Gen.Enum<TaxPoint>(), Gen.Enum<RefundBalance>(), Gen.Enum<DamagedCost>(), Gen.Bool,
        static (discount, shipping, granularity, point, balance, damaged, relief) => new FinancePolicies
        {
            DiscountPresentation = discount,
            ShippingRecognition = shipping,
            InvoiceGranularity = granularity,
            TaxPoint = point,
            RefundBalance = balance,
            DamagedCost = damaged,
            ChargebackTaxRelief = relief,
        });

    public static readonly Gen<FinanceOrder[]> AnyOrders = Gen.Select(
        Gen.Bool,
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 9_999], Gen.Int[0, 90], Gen.OneOf<decimal>(0m, 0.07m, 0.19m)).Array[1, 3],
        Gen.Int[0, 999], Gen.Int[0, 300]).Array[1, 3].Select(static orders => orders.Index().Select(static order => Order(order.Index, order.Item)).ToArray());

    public static readonly Gen<HistoryStep[]> AnySteps = Gen.Select(
        Gen.Int[0, 15], Gen.Int[0, 2], Gen.Int[0, 9], Gen.Int[1, 120], static (kind, order, which, percent) => new HistoryStep(kind, order, which, percent)).Array[1, 24];

    /// <summary>How many histories are played: <c>ERPSYNC_HISTORIES</c>, otherwise 1,000.</summary>
    public static int Count => int.TryParse(Environment.GetEnvironmentVariable("ERPSYNC_HISTORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : DefaultCount;

    private static FinanceOrder Order(int index, (bool Included, (int Quantity, int Cents, int Percent, decimal Rate)[] Lines, int Shipping, int Tip) order)
    {
        var id = $"{1001 + index}";
        var lines = new List<FinanceLine>();
        var total = 0m;
        foreach (var (position, line) in order.Lines.Index())
        {
            var list = line.Quantity * line.Cents / 100m;
            var discount = Eur.Round(list * line.Percent / 100m);
            total += list - discount + (order.Included ? 0m : Eur.Round((list - discount) * line.Rate));
            lines.Add(new FinanceLine
            {
                Id = $"{id}-{position}",
                Kind = FinanceLineKind.Product,
                Quantity = line.Quantity,
                UnitPrice = line.Cents / 100m,
                UnitCost = line.Cents / 300m,
                Discounts = discount == 0m ? [] : [new FinanceDiscount(discount, null)],
                TaxLines = line.Rate == 0m ? [] : [new FinanceTax($"V{line.Rate:0.00}", "DE", line.Rate, null, false)],
            });
        }

        Add("SH", FinanceLineKind.Shipping, order.Shipping);
        Add("TIP", FinanceLineKind.Tip, order.Tip);
        return new FinanceOrder
        {
            Id = id,
            Channel = "web",
            PlacedAt = Start,
            ShopCurrency = Eur,
            PresentmentCurrency = Eur,
            DocumentCurrency = Eur,
            TaxIncluded = order.Included,
            Total = total,
            Lines = lines,
        };

        void Add(string name, FinanceLineKind kind, int cents)
        {
            if (cents > 0)
            {
                lines.Add(new FinanceLine { Id = $"{id}-{name}", Kind = kind, Quantity = 1m, UnitPrice = cents / 100m });
                total += cents / 100m;
            }
        }
    }
}
