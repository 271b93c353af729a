using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Exchange items of a return on a document of their own.</summary>
internal static class ExchangeFlow
{
    public static void Plan(PlanRun run)
    {
        foreach (var item in run.Order.Returns)
        {
            if (item.ExchangeLines.Count == 0 || run.FindWritten(DocumentSourceType.Exchange, item.Id) is not null)
            {
                continue;
            }

            var lines = Lines(run, item);
            if (lines.Count > 0 && Create(run, item, lines) is { } held)
            {
                run.Holds.Add(held);
            }
        }
    }

    /// <summary>Exchange items of a return that still go out.</summary>
    public static List<SideLine> Lines(PlanRun run, Return item)
    {
        var lines = new List<SideLine>(item.ExchangeLines.Count);
        foreach (var id in item.ExchangeLines)
        {
            if (run.Side.FindLine(id) is { Source.CurrentQuantity: > 0 } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>Adds exchange items at their current quantity; a negative sign takes them off a credit memo.</summary>
    public static DocumentHold? AddLines(PlanRun run, DocumentDraft draft, List<SideLine> lines, int sign)
    {
        if (lines.Find(static line => line.Missing is not null)?.Missing is { } missing)
        {
            return HoldFactory.MoneySideMissing(draft.Subject, missing, run.Currency);
        }

        if (LineStage.CheckTax(run, draft.Subject, lines) is { } taxes)
        {
            return taxes;
        }

        foreach (var line in lines)
        {
            if (LineStage.Add(run, draft, line, Left(run, line), sign) is { } held)
            {
                return held;
            }
        }

        return null;
    }

    /// <summary>What the customer owes for exchange items.</summary>
    public static decimal Gross(PlanRun run, List<SideLine> lines)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            var left = Left(run, line);
            sum += left.Displayed + (run.Order.TaxesIncluded ? 0m : left.Taxes.Sum());
        }

        return sum;
    }

    private static Remainder Left(PlanRun run, SideLine line) =>
        Remainder.Of(line, line.Source.CurrentQuantity, run.Side.Refunds.SelectMany(static refund => refund.Lines), run.Currency);

    private static DocumentHold? Create(PlanRun run, Return item, List<SideLine> lines)
    {
        var draft = new DocumentDraft(new DocumentSubject(DocumentSourceType.Exchange, item.Id));
        LineStage.AddComment(run, draft);
        if (AddLines(run, draft, lines, 1) is { } held)
        {
            return held;
        }

        if (TaxStage.Complete(run, draft, null, out var totals) is { } mismatch)
        {
            return mismatch;
        }

        var fulfilled = OrderDocumentStage.Fulfilment(run, lines, static line => line.Source.CurrentQuantity);
        var kind = fulfilled ? SalesDocumentKind.SalesInvoice : SalesDocumentKind.SalesOrder;
        HeaderStage.Plan(run, DocumentAction.Create, HeaderStage.Document(run, draft, totals, kind, item.CreatedAt));
        return null;
    }
}
