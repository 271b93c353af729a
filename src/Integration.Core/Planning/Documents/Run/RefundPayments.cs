using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>The payment transactions of one refund, and of no other.</summary>
internal readonly record struct RefundPayments(bool Pending, bool Succeeded, decimal Paid, string? Missing)
{
    public static RefundPayments Of(PlanRun run, SideRefund refund)
    {
        var reader = new SideReader(run.Side.Handling, run.Currency);
        bool pending = false, succeeded = false;
        var paid = 0m;
        foreach (var payment in run.Order.Payments)
        {
            if (string.Equals(payment.RefundId, refund.Id, StringComparison.Ordinal))
            {
                pending |= payment.Status is PaymentStatus.Pending or PaymentStatus.AwaitingResponse;
                if (payment.Status == PaymentStatus.Success)
                {
                    succeeded = true;
                    paid += reader.Read(payment.Amount, $"payments[{payment.Id}].amount");
                }
            }
        }

        return new RefundPayments(pending, succeeded, paid, reader.Missing);
    }
}
