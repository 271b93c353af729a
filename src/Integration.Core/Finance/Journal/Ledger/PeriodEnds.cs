using System.Globalization;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>What a period's end brings: services delivered, breakage, exchange rates. And points that customers use.</summary>
internal static class PeriodEnds
{
    public static void End(EventRun run, FinanceEvent.PeriodEnded ended)
    {
        var day = run.Periods.LastDay(ended.Period);
        foreach (var id in run.Books.Orders.Where(static pair => pair.Value.Parked is null && pair.Value.Lines.Exists(static line => line.Kind == FinanceLineKind.Service))
            .Select(static pair => pair.Key).Order(StringComparer.Ordinal))
        {
            Recognise(run, run.Books.Own(id), ended.Period, day);
        }

        foreach (var pool in ended.Breakage)
        {
            Break(run, pool, day);
        }

        foreach (var (code, rate) in ended.Rates.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            Revalue(run, Currency.FromCode(code), rate, day);
        }
    }

    public static void Redeem(EventRun run, FinanceEvent.LoyaltyRedeemed redeemed)
    {
        var order = run.Order();
        EventRun.Refuse(order.Order.Loyalty is null, "DependencyMissing");
        var expected = order.Order.Loyalty!.ExpectedPoints;
        order.PointsRedeemed += redeemed.Points;
        var upto = Allocation.Share(order.PointsShare, Math.Min(order.PointsRedeemed, expected), expected, order.Currency);
        var part = run.AtRate(upto - order.PointsPosted, order.Currency);
        order.PointsPosted = upto;
        var journal = run.Journal("LoyaltyRedemption", order.Currency);
        journal.Debit(AccountRole.LoyaltyLiability, part, order.Dimensions);
        journal.Credit(AccountRole.Sales, part, order.Dimensions);
    }

    private static void Recognise(EventRun run, OrderBook order, string period, DateOnly day)
    {
        var portions = new List<Portion>();
        foreach (var line in order.Lines)
        {
            if (line.Service is { } service)
            {
                var months = Math.Min(MonthNumber(service.FirstPeriod, period), line.Units - line.CancelledUnits);
                if (months > line.InvoicedUnits)
                {
                    portions.Add(new Portion(line, line.At(months) - line.At(line.InvoicedUnits)) { Units = months - line.InvoicedUnits });
                }
            }
        }

        Invoices.Post(run, order, portions, "Recognition", day);
    }

    private static decimal MonthNumber(string first, string period)
    {
        static int Months(string id) => (int.Parse(id.AsSpan(0, 4), CultureInfo.InvariantCulture) * 12) + int.Parse(id.AsSpan(5, 2), CultureInfo.InvariantCulture);
        return Months(period) - Months(first) + 1;
    }

    private static void Break(EventRun run, BreakagePool pool, DateOnly day)
    {
        if (!pool.Entitled || pool.Escheatable)
        {
            return;
        }

        var currency = run.Functional;
        var expected = currency.Round(pool.Issued * pool.ExpectedBreakageRate);
        var usable = pool.Issued - expected;
        var upto = usable <= 0m ? expected : Math.Min(Allocation.Share(expected, pool.RedeemedToDate, usable, currency), expected);
        var before = run.Books.Breakage.GetValueOrDefault(pool.Pool);
        if (upto > before)
        {
            run.Books.Breakage = run.Books.Breakage.SetItem(pool.Pool, upto);
            var amount = new Dual(upto - before, upto - before);
            var journal = run.Journal("Breakage", currency, day);
            journal.Debit(AccountRole.GiftCardLiability, amount, new() { GiftCard = pool.Pool });
            journal.Credit(AccountRole.GiftCardBreakage, amount);
        }
    }

    /// <summary>Monetary balances at the closing rate, undone on the next day; the books of the items stay as they are.</summary>
    private static void Revalue(EventRun run, Currency currency, decimal rate, DateOnly day)
    {
        if (currency == run.Functional)
        {
            return;
        }

        var differences = new List<(AccountRole Role, string? Gateway, decimal Difference)>();
        void Add(AccountRole role, string? gateway, Dual balance)
        {
            var difference = run.Functional.Round(balance.Doc * rate) - balance.Fn;
            if (difference != 0m)
            {
                differences.Add((role, gateway, difference));
            }
        }

        var orders = run.Books.Orders.Values.Where(order => order.Currency == currency).ToArray();
        Add(AccountRole.AR, null, Sum(orders.Select(static order => order.Ar)));
        Add(AccountRole.CustomerOverpayments, null, -Sum(orders.Select(static order => order.Overpaid)));
        foreach (var group in run.Books.Clearing.Where(pair => pair.Value.Currency == currency).GroupBy(static pair => pair.Key.Gateway))
        {
            Add(run.TenderRole(group.Key), group.Key, Sum(group.Select(static pair => pair.Value.Amount)));
        }

        foreach (var group in run.Books.Reserves.Where(pair => pair.Value.Currency == currency).GroupBy(static pair => pair.Key.Gateway))
        {
            Add(AccountRole.GatewayReserve, group.Key, Sum(group.Select(static pair => pair.Value.Amount)));
        }

        foreach (var group in run.Books.Disputes.Values.Where(dispute => !dispute.IsClosed && dispute.Currency == currency).GroupBy(static dispute => dispute.Gateway))
        {
            Add(AccountRole.DisputeReceivable, group.Key, Sum(group.Select(static dispute => dispute.Amount)));
        }

        if (differences.Count == 0)
        {
            return;
        }

        var revaluation = run.Journal("Revaluation", currency, day);
        var reversal = run.Journal("RevaluationReversal", currency, day.AddDays(1));
        foreach (var (role, gateway, difference) in differences)
        {
            var amount = new Dual(0m, difference);
            var dimensions = new JournalDimensions { Gateway = gateway };
            revaluation.Debit(role, amount, dimensions);
            revaluation.Credit(AccountRole.FxUnrealised, amount);
            reversal.Credit(role, amount, dimensions);
            reversal.Debit(AccountRole.FxUnrealised, amount);
        }
    }

    private static Dual Sum(IEnumerable<Dual> amounts) => amounts.Aggregate(default(Dual), static (sum, amount) => sum + amount);
}
