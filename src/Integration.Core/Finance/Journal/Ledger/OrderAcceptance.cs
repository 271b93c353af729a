using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Turns an order into books: list values, discounts and tax are fixed here once and never derived again.</summary>
internal static class OrderAcceptance
{
    public static OrderBook Accept(FinanceOrder order)
    {
        var lines = Lines(order, order.Lines, order.Discounts, isExchange: false, out var tax);
        var own = lines.Where(static line => line.Kind == FinanceLineKind.Product).Sum(static line => line.Net);
        return new OrderBook
        {
            Order = order,
            Lines = lines,
            Parked = order.DocumentCurrency != order.ShopCurrency && order.DocumentCurrency != order.PresentmentCurrency ? "CurrencyMismatch"
                : !tax ? "TaxMismatch"
                : lines.Sum(static line => line.Gross) != order.Total ? "OrderTotalMismatch"
                : null,
            PointsShare = order.Loyalty is { } loyalty ? Allocation.Split(own, [own, loyalty.PointsStandAlonePrice], order.DocumentCurrency.MinorUnits)[1] : 0m,
        };
    }

    /// <summary>Lines with their amounts; <paramref name="taxHolds"/> tells whether charged tax can come from its rates.</summary>
    public static List<LineBook> Lines(
        FinanceOrder order, IReadOnlyList<FinanceLine> lines, IReadOnlyList<FinanceDiscount> discounts, bool isExchange, out bool taxHolds)
    {
        var currency = order.DocumentCurrency;
        var lists = lines.Select(line => currency.Round(line.Quantity * line.UnitPrice)).ToArray();
        var taken = lines.Select((line, i) => line.Discounts.Sum(discount => Amount(discount, lists[i], currency))).ToArray();
        Spread(lines, lists, taken, discounts, currency);
        var result = new List<LineBook>(lines.Count);
        taxHolds = true;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = Line(order, lines[i], lists[i], taken[i], isExchange, ref taxHolds);
            if (lines[i].Components.Count == 0)
            {
                result.Add(line);
            }
            else
            {
                result.AddRange(Components(lines[i], line));
            }
        }

        return result;
    }

    private static void Spread(IReadOnlyList<FinanceLine> lines, decimal[] lists, decimal[] taken, IReadOnlyList<FinanceDiscount> discounts, Currency currency)
    {
        var goods = Enumerable.Range(0, lines.Count).Where(i => lines[i].Kind == FinanceLineKind.Product).ToArray();
        foreach (var discount in discounts)
        {
            if (goods.Length == 0)
            {
                return;
            }

            var weights = Array.ConvertAll(goods, i => lists[i] - taken[i]);
            var parts = Allocation.Split(Amount(discount, weights.Sum(), currency), weights, currency.MinorUnits);
            for (var i = 0; i < goods.Length; i++)
            {
                taken[goods[i]] += parts[i];
            }
        }
    }

    private static decimal Amount(FinanceDiscount discount, decimal list, Currency currency) =>
        discount.Amount ?? currency.Round(list * discount.Rate.GetValueOrDefault());

    private static LineBook Line(FinanceOrder order, FinanceLine line, decimal list, decimal discount, bool isExchange, ref bool taxHolds)
    {
        var currency = order.DocumentCurrency;
        var rates = line.TaxLines.Sum(static tax => tax.Rate);
        var amounts = TaxAmounts(order, line, list - discount, rates);
        var taxes = line.TaxLines.Select((tax, i) => new LineTax(tax.Code, tax.Jurisdiction, tax.Rate, amounts[i], tax.IsFacilitator)).ToArray();
        var exact = TaxBound.Exact(list - discount, rates, rates, order.TaxIncluded);
        taxHolds &= Math.Abs(amounts.Sum() - exact) <= currency.MinorUnit / 2m * taxes.Length;
        return new LineBook
        {
            Id = line.Id,
            Kind = line.Kind,
            Currency = currency,
            TaxIncluded = order.TaxIncluded,
            IsExchange = isExchange,
            Units = line.Service?.Periods ?? line.Quantity,
            List = list,
            Discount = discount,
            NetDiscount = order.TaxIncluded ? discount - currency.Round(discount * rates / (1m + rates)) : discount,
            Taxes = taxes,
            UnitCost = line.UnitCost,
            Service = line.Service,
        };
    }

    private static decimal[] TaxAmounts(FinanceOrder order, FinanceLine line, decimal displayed, decimal rates)
    {
        var taxes = line.TaxLines;
        var currency = order.DocumentCurrency;
        if (taxes.Count == 0)
        {
            return [];
        }

        if (taxes.All(static tax => tax.Amount is not null))
        {
            return [.. taxes.Select(static tax => tax.Amount.GetValueOrDefault())];
        }

        var weights = taxes.Select(static tax => tax.Rate).ToArray();
        if (line.TaxAmount is { } charged)
        {
            return Allocation.Split(charged, weights, currency.MinorUnits);
        }

        return order.TaxIncluded
            ? Allocation.Split(currency.Round(displayed * rates / (1m + rates)), weights, currency.MinorUnits)
            : Array.ConvertAll(weights, rate => currency.Round(displayed * rate));
    }

    private static IEnumerable<LineBook> Components(FinanceLine source, LineBook line)
    {
        var weights = source.Components.Select(static component => component.StandAlonePrice).ToArray();
        decimal[] Split(decimal total) => Allocation.Split(total, weights, line.Currency.MinorUnits);
        var lists = Split(line.List);
        var discounts = Split(line.Discount);
        var netDiscounts = Split(line.NetDiscount);
        var taxes = Array.ConvertAll(line.Taxes, tax => Split(tax.Amount));
        return source.Components.Select((component, i) => new LineBook
        {
            Id = line.Id,
            Component = component.Id,
            Kind = line.Kind,
            Currency = line.Currency,
            TaxIncluded = line.TaxIncluded,
            IsExchange = line.IsExchange,
            Units = line.Units * component.Quantity,
            List = lists[i],
            Discount = discounts[i],
            NetDiscount = netDiscounts[i],
            Taxes = [.. line.Taxes.Select((tax, t) => tax with { Amount = taxes[t][i] })],
            UnitCost = component.UnitCost,
        });
    }
}
