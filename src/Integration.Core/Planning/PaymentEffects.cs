using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Stages;

namespace ErpSync.Planning;

/// <summary>
/// Plans the payments that are not booked yet: what the document planner suggests, receipts of orders with several invoices, which go on account because
/// one entry settles one document, and money paid back for cancelled units, which is on account because no credit memo stands for it. A receipt is dated when it
/// came in, but not before the order's first invoice: an ERP applies no entry to a later one.
/// </summary>
internal sealed class PaymentEffects(string shop, string erp, OrderSyncOptions options, IDocumentDates dates)
{
    public IEnumerable<PlannedEffect> Of(Order order, WrittenDocuments written, DocumentPlan plan, CustomerRef? customer, DateTimeOffset now)
    {
        if (options.Payments == PaymentBooking.None || customer is null)
        {
            yield break;
        }

        var invoiced = written.StateOf(new DocumentSource(DocumentSourceType.Order, order.Id))?.FirstPostingDate;
        var payments = order.Payments.DistinctBy(payment => payment.Id).ToDictionary(payment => payment.Id, StringComparer.Ordinal);
        foreach (var suggestion in plan.Payments)
        {
            var isWanted = suggestion.Amount.Amount > 0 || (suggestion.Amount.Amount < 0 && options.Payments == PaymentBooking.ReceiptsAndRefunds);
            if (isWanted && Books(suggestion.Gateway))
            {
                // What the document has no room for stays on account: applying to a closed document is refused.
                var appliesTo = suggestion.Applied.IsZero ? null : suggestion.AppliesTo;
                var earliest = suggestion.Amount.Amount > 0 ? invoiced : null;
                yield return Effect(order, payments[suggestion.TransactionId], suggestion.Amount, appliesTo, customer, earliest, now);
            }
        }

        foreach (var (payment, amount) in OnAccount(order, written))
        {
            yield return Effect(order, payment, amount, null, customer, invoiced, now);
        }

        foreach (var (payment, amount) in PaidBack(order, written, plan))
        {
            yield return Effect(order, payment, amount, null, customer, null, now);
        }
    }

    /// <summary>Money of refunds that never get a document, once something of the order is invoiced: before that, nothing of it was received in the books.</summary>
    private IEnumerable<(Payment Payment, Money Amount)> PaidBack(Order order, WrittenDocuments written, DocumentPlan plan)
    {
        if (options.Payments != PaymentBooking.ReceiptsAndRefunds || DocumentOf(written) is not { PostedNumbers.Count: > 0 } document)
        {
            yield break;
        }

        var without = plan.Skipped.Where(static skipped => skipped is { Code: SkipCodes.AlreadyNetted or SkipCodes.CancelOnly, Subject.Type: DocumentSourceType.Refund })
            .Select(static skipped => skipped.Subject.Id).ToHashSet(StringComparer.Ordinal);
        var settled = document.SettledTransactions.ToHashSet(StringComparer.Ordinal);
        foreach (var payment in order.Payments)
        {
            if (payment is { Status: PaymentStatus.Success, Kind: PaymentKind.Refund, RefundId: { } refund } && without.Contains(refund) && Books(payment.Gateway)
                && payment.Amount.Side(document.CurrencyHandling) is { Amount: > 0 } amount && settled.Add(payment.Id))
            {
                yield return (payment, -amount);
            }
        }
    }

    private IEnumerable<(Payment Payment, Money Amount)> OnAccount(Order order, WrittenDocuments written)
    {
        if (DocumentOf(written) is not { PostedNumbers.Count: > 1 } document)
        {
            yield break;
        }

        var settled = document.SettledTransactions.ToHashSet(StringComparer.Ordinal);
        foreach (var payment in order.Payments)
        {
            if (payment is { Status: PaymentStatus.Success, Kind: PaymentKind.Sale or PaymentKind.Capture } && Books(payment.Gateway)
                && payment.Amount.Side(document.CurrencyHandling) is { Amount: > 0 } amount && settled.Add(payment.Id))
            {
                yield return (payment, amount);
            }
        }
    }

    private static WrittenDocument? DocumentOf(WrittenDocuments written) => written.Documents.FirstOrDefault(static document => document.Source.Type == DocumentSourceType.Order);

    private bool Books(string gateway) => !options.GatewaysNotBooked.Contains(gateway);

    private PlannedEffect Effect(Order order, Payment payment, Money amount, AppliesTo? appliesTo, CustomerRef customer, DateOnly? earliest, DateTimeOffset now)
    {
        var processed = payment.ProcessedAt == default ? order.CreatedAt : payment.ProcessedAt;
        var date = dates.PostingDate(dates.DayOf(processed, options.Documents), now, options.Documents);
        var entry = new PaymentEntry
        {
            TransactionId = payment.Id,
            Gateway = payment.Gateway,
            Customer = customer,
            Amount = amount,
            PostingDate = earliest > date ? earliest.Value : date,
            AppliesTo = appliesTo,
            OrderNumber = options.ExternalNumberPrefix + order.Name,
            Post = options.PostPayments,
        };
        return new PlannedEffect(erp, EntityNames.PaymentEntry, WriteKind.Create, new IdempotencyKey($"{shop}:order:{order.Id}:payment:{payment.Id}:book"), entry)
        {
            LinkName = LinkNames.Payment(payment.Id),
            Title = $"Book payment of {amount} by {payment.Gateway}{(appliesTo is null ? " on account" : $" for {appliesTo.Number}")}",
        };
    }
}
