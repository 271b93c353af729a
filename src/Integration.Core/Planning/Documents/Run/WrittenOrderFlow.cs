using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>An order whose document exists: cancelled, changed, or neither.</summary>
internal static class WrittenOrderFlow
{
    public static void Plan(PlanRun run, WrittenDocument written)
    {
        if (run.Order.CancelledAt is not null)
        {
            Cancel(run, written);
        }
        else
        {
            Compare(run, written);
        }

        if (!run.OrderCancelled && run.Settings.ExchangeDocument == ExchangeDocument.Separate)
        {
            ExchangeFlow.Plan(run);
        }

        RefundFlow.Plan(run, written);
    }

    private static void Cancel(PlanRun run, WrittenDocument written)
    {
        if (written.Status is SalesDocumentStatus.Cancelled or SalesDocumentStatus.Open)
        {
            run.OrderCancelled = true;
            if (written.Status == SalesDocumentStatus.Open)
            {
                run.Documents.Add(new PlannedDocument(DocumentAction.Cancel, HeaderStage.Cancellation(run, written)));
            }

            return;
        }

        var lines = run.Side.Refunds.Where(refund => !run.StoredAbsorbed.Contains(refund.Id)).SelectMany(static refund => refund.Lines).ToArray();
        var refundsDoIt = written.Status is SalesDocumentStatus.Posted or SalesDocumentStatus.PartlyPosted
            && lines.Length > 0 && Array.TrueForAll(lines, static line => line.IsCredit);
        if (!refundsDoIt)
        {
            run.Holds.Add(HoldFactory.CancelledAfterDocument(run.OrderSubject));
        }
    }

    private static void Compare(PlanRun run, WrittenDocument written)
    {
        if (run.Side.FirstMissing() is { } missing)
        {
            run.Holds.Add(HoldFactory.MoneySideMissing(run.OrderSubject, missing, run.Currency));
            return;
        }

        var editable = run.Settings.OrderChange == OrderChangePolicy.UpdateOpen;
        if (editable && written.Status == SalesDocumentStatus.Open)
        {
            run.AbsorbedByUpdate.UnionWith(run.Side.Refunds.Where(refund => CanAbsorb(run, refund)).Select(static refund => refund.Id));
        }

        var content = OrderDocumentContent.Written(run);
        var changes = OrderChanges.Find(run, written, content);
        DocumentHold? held = null;
        if (changes.None)
        {
            // Goods and money are as written: nothing is absorbed by an update.
            run.AbsorbedByUpdate.Clear();
            Readdress(run, written, editable);
            return;
        }

        if (changes.BelowPosted)
        {
            held = HoldFactory.CancelAfterPosting(run.OrderSubject);
        }
        else if (editable && (written.Status == SalesDocumentStatus.Open || (written.Status == SalesDocumentStatus.PartlyPosted && changes.OnlyReductions)))
        {
            var added = run.Side.Refunds.Where(refund => run.AbsorbedByUpdate.Contains(refund.Id)).Select(static refund => refund.Id);
            held = OrderDocumentStage.Update(run, written, content, [.. written.AbsorbedRefunds, .. added]);
        }
        else
        {
            held = HoldFactory.Changed(run.OrderSubject, changes.Sorted);
        }

        if (held is not null)
        {
            run.Holds.Add(held);
            run.AbsorbedByUpdate.Clear();
        }
    }

    /// <summary>Brings a corrected address into a document that has not left; what was posted has gone where it went.</summary>
    private static void Readdress(PlanRun run, WrittenDocument written, bool editable)
    {
        if (!written.IsReaddressed || written.Status is SalesDocumentStatus.Posted or SalesDocumentStatus.Cancelled)
        {
            return;
        }

        var held = editable && written.Status == SalesDocumentStatus.Open
            ? OrderDocumentStage.Update(run, written, OrderDocumentContent.Written(run), written.AbsorbedRefunds)
            : HoldFactory.Changed(run.OrderSubject, [OrderChanges.Address]);
        if (held is not null)
        {
            run.Holds.Add(held);
        }
    }

    private static bool CanAbsorb(PlanRun run, SideRefund refund) =>
        !run.StoredAbsorbed.Contains(refund.Id)
        && run.FindWritten(DocumentSourceType.Refund, refund.Id) is null
        && !refund.HasAdjustment
        && (refund.Lines.Length > 0 || refund.Shipping.Length > 0)
        && Array.TrueForAll(refund.Lines, line => !line.IsCredit || run.Side.FindLine(line.LineId)?.Source.Kind == OrderLineKind.Charge)
        && !RefundPayments.Of(run, refund).Pending;
}
