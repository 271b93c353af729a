using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>What customers paid against what they owe.</summary>
internal sealed class OrderPaymentRun(RunContext context) : SectionRun(ReconciliationSection.OrderPayment, context)
{
    public override void Add(ReconciliationRecords slice)
    {
        var captures = slice.Payments.Where(static item => item.Status == SettlementStatus.Success).DistinctBy(static item => item.Id)
            .ToLookup(static item => (item.OrderNumber, item.Currency));
        var refunds = slice.Refunds.Where(static item => item.Status == SettlementStatus.Success).DistinctBy(static item => item.Id)
            .ToLookup(static item => (item.OrderNumber, item.Currency));
        foreach (var order in slice.Orders.Where(static order => order.Total is not null))
        {
            var key = (order.Number, order.Currency);
            CapturedPayment[] paid = [.. captures[key].OrderBy(static item => item.At).ThenBy(static item => item.Id, StringComparer.Ordinal)];
            Findings.Match(Keyed(order.Number), Judge(order, paid, refunds[key].Sum(static item => item.Amount)));
        }
    }

    private ReconciliationBreak? Judge(OrderFacts order, CapturedPayment[] captures, decimal refunded)
    {
        var captured = captures.Sum(static item => item.Amount);
        var excess = captured - refunded - order.Total!.Value;
        var age = captures.Length > 0 ? Context.Age(captures[^1].At) : 0;
        var unit = BalanceUnit.Of(order.Currency);
        if (excess <= 0m)
        {
            return order.IsPaid && captured < order.Total
                ? Break(order.Number, BreakClass.Amount, BreakSubclasses.PartialMissing, BreakAction.AskPerson, captured - order.Total.Value, unit, age, captures.Select(static item => item.Id)) with { Cause = "Capture" }
                : null;
        }

        return captures.Where((item, index) => item.Amount == excess && captures.Take(index).Any(earlier => earlier.Amount == excess)).LastOrDefault() is { } twice
            ? Break(order.Number, BreakClass.Duplicate, BreakSubclasses.DoubleCharge, BreakAction.ProposeRefund, excess, unit, Context.Age(twice.At), twice.Id)
            : Break(order.Number, BreakClass.Amount, BreakSubclasses.Overpayment, BreakAction.AskPerson, excess, unit, age, captures.Select(static item => item.Id));
    }
}
