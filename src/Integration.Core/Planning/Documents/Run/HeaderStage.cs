using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Turns a finished draft into a document: dates, references, payment method.</summary>
internal static class HeaderStage
{
    public static SalesDocument Document(PlanRun run, DocumentDraft draft, DraftTotals totals, SalesDocumentKind kind, DateTimeOffset happenedAt)
    {
        var order = run.Order;
        var type = draft.Subject.Type;
        var isOrder = type == DocumentSourceType.Order;
        var date = run.Stages.Dates.DayOf(happenedAt, run.Settings);
        var withTaxAmounts = run.Settings.TaxStrategy == TaxStrategy.UseShopAmounts;
        return new SalesDocument
        {
            Kind = kind,
            Source = new DocumentSource(type, draft.Subject.Id),
            ExternalNumber = ExternalNumber(order.Name, draft.Subject),
            CustomerReference = isOrder ? order.PurchaseOrderNumber : null,
            Currency = run.Currency,
            CurrencyHandling = run.Side.Handling,
            PricesIncludeTax = order.TaxesIncluded,
            DocumentDate = date,
            PostingDate = run.Stages.Dates.PostingDate(date, run.Request.Now, run.Settings),
            DueDate = order.PaymentDueDates.Count == 1 ? run.Stages.Dates.DayOf(order.PaymentDueDates[0], run.Settings) : null,
            PaymentMethod = isOrder ? PaymentMethod(run) : null,
            InvoiceDiscount = draft.InvoiceDiscount == 0m ? null : run.Money(draft.InvoiceDiscount),
            Lines = draft.Lines.ConvertAll(line => line.ToLine(run.Currency, withTaxAmounts)),
            TaxTotals = totals.Taxes,
            FacilitatorTax = draft.ToFacilitatorTax(run.Currency),
            Totals = totals.Totals,
            RoundingTolerance = totals.Tolerance,
            BillTo = order.BillingAddress,
            ShipTo = type == DocumentSourceType.Refund ? null : order.ShippingAddress,
            Email = order.Email,
        };
    }

    public static SalesDocument Cancellation(PlanRun run, WrittenDocument written)
    {
        var zero = Money.Zero(run.Currency);
        return new SalesDocument
        {
            Kind = written.Kind,
            Source = written.Source,
            Number = written.Number,
            ExternalNumber = run.Order.Name,
            Currency = run.Currency,
            CurrencyHandling = run.Side.Handling,
            RoundingTolerance = zero,
            Totals = new DocumentTotals(zero, zero, zero),
        };
    }

    /// <summary>Hands the document to the host's finishers; they may change anything but money.</summary>
    public static void Plan(PlanRun run, DocumentAction action, SalesDocument document)
    {
        foreach (var finisher in run.Stages.Finishers)
        {
            var finished = finisher.Finish(document, run.Request);
            if (finished.Totals != document.Totals || finished.Currency != document.Currency)
            {
                throw new InvalidOperationException(
                    $"{finisher.GetType().Name} changed the totals or the currency of {document.ExternalNumber}. A finisher may change references, texts and codes only.");
            }

            document = finished;
        }

        run.Documents.Add(new PlannedDocument(action, document));
    }

    /// <summary>The order's name as a number, or null when the ERP could not take it.</summary>
    public static string? ShopNumber(string name)
    {
        var number = name.StartsWith('#') ? name[1..] : name;
        var valid = number.Length is > 0 and <= 20 && char.IsAsciiLetterOrDigit(number[0])
            && number.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-');
        return valid ? number : null;
    }

    private static string ExternalNumber(string name, DocumentSubject subject) => subject.Type switch
    {
        DocumentSourceType.Refund => $"{name}/R{subject.Id}",
        DocumentSourceType.Exchange => $"{name}/X{subject.Id}",
        _ => name,
    };

    private static string? PaymentMethod(PlanRun run)
    {
        string? gateway = null;
        foreach (var payment in run.Order.Payments)
        {
            if (payment.Status == PaymentStatus.Success && payment.Kind is (PaymentKind.Sale or PaymentKind.Capture or PaymentKind.Authorization))
            {
                if (gateway is not null && gateway != payment.Gateway)
                {
                    return null;
                }

                gateway = payment.Gateway;
            }
        }

        return gateway is null ? null : run.Settings.PaymentMethods.GetValueOrDefault(gateway);
    }
}
