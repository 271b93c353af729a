using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Builds the order's own document. The first thing that does not fit holds all of it; no line is ever left out.</summary>
internal static class OrderDocumentStage
{
    public static DocumentHold? Create(PlanRun run, OrderDocumentContent content, IReadOnlyList<string> absorbed)
    {
        var draft = new DocumentDraft(run.OrderSubject) { InvoiceDiscount = OrderMoney.Leftover(run.Side) };
        if (AddLines(run, draft, content) is { } held)
        {
            return held;
        }

        string? number = null;
        if (run.Settings.UseShopOrderNumber && (number = HeaderStage.ShopNumber(run.Order.Name)) is null)
        {
            return HoldFactory.Number(draft.Subject, run.Order.Name);
        }

        if (TaxStage.Complete(run, draft, new StatedTotal(Current(run), IsBinding: true), out var totals) is { } mismatch)
        {
            return mismatch;
        }

        var document = HeaderStage.Document(run, draft, totals, Kind(run, content), run.Order.CreatedAt);
        HeaderStage.Plan(run, DocumentAction.Create, document with { Number = number, AbsorbedRefunds = absorbed });
        return null;
    }

    public static DocumentHold? Update(PlanRun run, WrittenDocument written, OrderDocumentContent content, IReadOnlyList<string> absorbed)
    {
        var draft = new DocumentDraft(run.OrderSubject) { InvoiceDiscount = written.InvoiceDiscount.GetValueOrDefault() };
        if (AddLines(run, draft, content) is { } held)
        {
            return held;
        }

        // What was posted already was rounded by its own invoices; only a document that is whole can be made to tie.
        StatedTotal? stated = written.Status == SalesDocumentStatus.Open ? new StatedTotal(Current(run) + Credited(run, absorbed), IsBinding: false) : null;
        if (TaxStage.Complete(run, draft, stated, out var totals) is { } mismatch)
        {
            return mismatch;
        }

        var document = HeaderStage.Document(run, draft, totals, written.Kind, run.Order.CreatedAt);
        HeaderStage.Plan(run, DocumentAction.Update, document with { Number = written.Number, AbsorbedRefunds = absorbed });
        return null;
    }

    private static decimal Current(PlanRun run) => run.Side.CurrentTotal + run.Side.CashRounding;

    /// <summary>What the order no longer counts although its document still does: it is given back by credit memos.</summary>
    private static decimal Credited(PlanRun run, IReadOnlyList<string> absorbed)
    {
        var open = run.Side.Refunds.Where(refund => !absorbed.Contains(refund.Id)).ToArray();
        var net = open.Sum(static refund => refund.Lines.Where(static line => line.IsCredit).Sum(static line => line.Subtotal) + refund.Shipping.Sum(static line => line.Amount));
        var tax = open.Sum(static refund => refund.Lines.Where(static line => line.IsCredit).Sum(static line => line.Tax) + refund.Shipping.Sum(static line => line.Tax));
        return run.Order.TaxesIncluded ? net : net + tax;
    }

    private static DocumentHold? AddLines(PlanRun run, DocumentDraft draft, OrderDocumentContent content)
    {
        if ((run.Side.FirstMissing() ?? content.Missing) is { } missing)
        {
            return HoldFactory.MoneySideMissing(draft.Subject, missing, run.Currency);
        }

        var own = run.Side.Lines.Where(static line => !line.IsExchange);
        if ((LineStage.CheckTax(run, draft.Subject, own) ?? LineStage.CheckShippingTax(run, draft.Subject)) is { } taxes)
        {
            return taxes;
        }

        LineStage.AddComment(run, draft);
        foreach (var line in own)
        {
            if (content.Keep(line) > 0 && LineStage.Add(run, draft, line, content.LeftOf(run, line)) is { } held)
            {
                return held;
            }
        }

        foreach (var line in run.Side.Shipping)
        {
            var left = content.LeftOf(run, line);
            if (left.UnitPrice > 0m && LineStage.AddShipping(run, draft, line, left) is { } held)
            {
                return held;
            }
        }

        return LineStage.AddRole(run, draft, AccountRole.CashRounding, run.Side.CashRounding);
    }

    private static SalesDocumentKind Kind(PlanRun run, OrderDocumentContent content) =>
        Fulfilment(run, run.Side.Lines.Where(static line => !line.IsExchange), content.Keep) ? SalesDocumentKind.SalesInvoice : SalesDocumentKind.SalesOrder;

    /// <summary>True when an invoice may be made at once: everything that can be shipped has left.</summary>
    public static bool Fulfilment(PlanRun run, IEnumerable<SideLine> lines, Func<SideLine, int> keep)
    {
        if (!run.Settings.CreateInvoiceWhenFulfilled)
        {
            return false;
        }

        foreach (var line in lines)
        {
            if (line.Source.Kind is (OrderLineKind.Product or OrderLineKind.Custom) && Fulfilled(run.Order, line.Id) < keep(line))
            {
                return false;
            }
        }

        return true;
    }

    private static int Fulfilled(Order order, string line) =>
        order.Fulfilments.Where(static fulfilment => fulfilment.Succeeded)
            .Sum(fulfilment => fulfilment.Lines.Where(part => part.LineId == line).Sum(static part => part.Quantity));
}
