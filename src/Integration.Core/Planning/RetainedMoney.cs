using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Planning;

/// <summary>Money of a cancelled order that no document stands for: nothing books it, so it goes back or a person decides what it is.</summary>
internal static class RetainedMoney
{
    private const string Code = "money.retained-after-cancel";

    /// <summary>A wait while a refund is under way or may still be made, then a case; neither when all went back or a document stands.</summary>
    public static (PlanWait? Wait, Fault? Fault) Of(Order order, WrittenDocuments written, DocumentPlan plan, OrderSyncOptions options, DateTimeOffset now)
    {
        if (order is not { CancelledAt: { } cancelled, IsTest: false } || Stands(written, plan)
            || MovedMoney.Of(order) is not { Captured: { } captured } moved || captured == moved.Refunded)
        {
            return (null, null);
        }

        var retained = captured - moved.Refunded;
        if (order.Payments.Any(static payment => payment is { Kind: PaymentKind.Refund, Status: PaymentStatus.Pending or PaymentStatus.AwaitingResponse }))
        {
            return (new PlanWait($"document.{HoldCodes.RefundPending}", $"Order {order.Name} is cancelled, and a refund of its {retained} is under way.") { Limit = options.RefundWaitLimit }, null);
        }

        var left = cancelled + options.CancelledMoneyWaitLimit - now;
        return left > TimeSpan.Zero
            ? (new PlanWait(Code, $"Order {order.Name} is cancelled; {retained} of it may still go back.") { LookAgainAfter = left, Limit = options.CancelledMoneyWaitLimit }, null)
            : (null, new Fault(
                FaultKind.Rejected, Code, $"Order {order.Name} is cancelled without a document, and {retained} stays: {captured} was captured, {moved.Refunded} went back. Nothing books it.")
            {
                Field = "payments",
                Hint = "Refund the rest in the shop and the case settles by itself; or book what is kept, for example a fee, by hand and resolve the case.",
            });
    }

    private static bool Stands(WrittenDocuments written, DocumentPlan plan)
    {
        var cancelled = plan.Documents.Where(static document => document.Action == DocumentAction.Cancel).Select(static document => document.Document.Source).ToHashSet();
        return plan.Documents.Any(static document => document.Action != DocumentAction.Cancel)
            || written.Documents.Any(document => document.Status != SalesDocumentStatus.Cancelled && !cancelled.Contains(document.Source));
    }
}
