using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Every refund on its own, by time and id: skipped, held or a document. A hold of one never stops another.</summary>
internal static class RefundFlow
{
    public static void Plan(PlanRun run, WrittenDocument order)
    {
        var ledger = new CreditLedger(run);
        foreach (var refund in run.Side.Refunds)
        {
            var subject = new DocumentSubject(DocumentSourceType.Refund, refund.Id);
            var payments = RefundPayments.Of(run, refund);
            var content = RefundContent.Of(run, refund);
            if (SkipCode(run, refund, subject) is { } known)
            {
                run.Skip(known, subject);
            }
            else if (payments.Pending)
            {
                run.Holds.Add(HoldFactory.Pending(subject));
            }
            else if (ContentSkipCode(refund, content, payments) is { } needless)
            {
                run.Skip(needless, subject);
            }
            else if (Create(run, order, content, payments, ledger, subject) is { } held)
            {
                run.Holds.Add(held);
            }
        }
    }

    private static string? SkipCode(PlanRun run, SideRefund refund, DocumentSubject subject) =>
        run.StoredAbsorbed.Contains(refund.Id) ? SkipCodes.AlreadyNetted
        : run.OrderCancelled ? SkipCodes.OrderCancelled
        : run.AbsorbedByUpdate.Contains(refund.Id) ? SkipCodes.AbsorbedByUpdate
        : run.FindWritten(DocumentSourceType.Refund, subject.Id) is not null ? SkipCodes.AlreadyWritten
        : run.Settings.RefundMode == RefundMode.ImportOnly ? SkipCodes.ImportOnly
        : null;

    private static string? ContentSkipCode(SideRefund refund, RefundContent content, RefundPayments payments)
    {
        if (content.IsEmpty && refund.Lines.Length > 0)
        {
            return SkipCodes.CancelOnly;
        }

        var paid = payments.Paid != 0m || payments.Missing is not null;
        var worth = paid || content.HasAmount || refund.Source.ReturnId is not null
            || Array.Exists(refund.Lines, static line => line.Source.RestockType is RestockType.Return or RestockType.LegacyRestock);
        return worth && (paid || !content.IsEmpty) ? null : SkipCodes.ZeroRefund;
    }

    private static DocumentHold? Create(
        PlanRun run, WrittenDocument order, RefundContent content, RefundPayments payments, CreditLedger ledger, DocumentSubject subject)
    {
        if ((content.Refund.Missing ?? payments.Missing) is { } missing)
        {
            return HoldFactory.MoneySideMissing(subject, missing, run.Currency);
        }

        if (ledger.Check(content, order, subject) is { } early)
        {
            return early;
        }

        var draft = new DocumentDraft(subject);
        var exchange = ExchangeOnCredit.Of(run, content);
        LineStage.AddComment(run, draft);
        var held = CreditLineStage.Add(run, draft, content, ledger)
            ?? ExchangeFlow.AddLines(run, draft, exchange.Netted, -1)
            ?? LineStage.AddRole(run, draft, AccountRole.CashRounding, content.Refund.CashRounding);
        if (held is not null)
        {
            return held;
        }

        if (BalanceStage.Apply(run, draft, content, payments, exchange, out var imbalance) is { } unbalanced)
        {
            return unbalanced;
        }

        if (!draft.Lines.Exists(static line => line.Type != SalesDocumentLineType.Comment))
        {
            return HoldFactory.NothingToCredit(subject);
        }

        if (TaxStage.Complete(run, draft, null, out var totals) is { } mismatch)
        {
            return mismatch;
        }

        var kind = run.Settings.RefundDocument == RefundDocument.ReturnOrder ? SalesDocumentKind.ReturnOrder : SalesDocumentKind.CreditMemo;
        var document = HeaderStage.Document(run, draft, totals, kind, content.Refund.Source.CreatedAt);
        HeaderStage.Plan(run, DocumentAction.Create, document with
        {
            AppliesTo = ledger.AppliesTo(content, order),
            TaxArea = order.TaxArea,
            TaxLiable = order.TaxLiable,
            Imbalance = imbalance == 0m ? null : run.Money(imbalance),
        });
        ledger.Commit(content, draft);
        return null;
    }
}
