using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Compares a refund's own successful payments with its parts. Without one nothing is compared: on account, failed, or an exchange upwards.</summary>
internal static class BalanceStage
{
    public static DocumentHold? Apply(
        PlanRun run, DocumentDraft draft, RefundContent content, RefundPayments payments, ExchangeOnCredit exchange, out decimal imbalance)
    {
        imbalance = 0m;
        if (!payments.Succeeded)
        {
            return null;
        }

        var gap = payments.Paid - Math.Max(Expected(run, draft, content, exchange), 0m);
        if (gap == 0m)
        {
            return null;
        }

        switch (run.Settings.RefundBalance)
        {
            case RefundBalance.Adjust:
                return AddAdjustment(run, draft, gap);
            case RefundBalance.None:
                imbalance = gap;
                return null;
            default:
                return HoldFactory.Imbalance(draft.Subject, run.Money(gap));
        }
    }

    /// <summary>Money beyond the parts: paid on top is an allowance, kept back is a fee.</summary>
    public static DocumentHold? AddAdjustment(PlanRun run, DocumentDraft draft, decimal amount) =>
        amount > 0m
            ? LineStage.AddRole(run, draft, AccountRole.GoodwillAllowance, amount)
            : LineStage.AddRole(run, draft, AccountRole.RestockingFees, amount, -1m);

    /// <summary>What the parts say was to be paid. The channel's tax was paid by the customer too, on the document or beside it.</summary>
    private static decimal Expected(PlanRun run, DocumentDraft draft, RefundContent content, ExchangeOnCredit exchange)
    {
        var included = run.Order.TaxesIncluded;
        var expected = draft.Gross(included) + draft.FacilitatorTotal - ExchangeFlow.Gross(run, exchange.Separate);
        foreach (var line in content.Refund.Lines)
        {
            if (!line.IsCredit)
            {
                expected += line.Subtotal + (included ? 0m : line.Tax);
            }
        }

        return expected;
    }
}
