using ErpSync.Model;

namespace ErpSync.Planning.Documents.Stages;

internal sealed class PostedPaymentSuggestions : IPaymentSuggestions
{
    public IReadOnlyList<PaymentSuggestion> Suggest(DocumentPlanRequest request, CurrencyHandling handling)
    {
        var settled = new HashSet<string>(request.Written.SelectMany(static document => document.SettledTransactions), StringComparer.Ordinal);
        var left = new Dictionary<WrittenDocument, decimal>(ReferenceEqualityComparer.Instance);
        var result = new List<PaymentSuggestion>();
        foreach (var payment in request.Order.Payments)
        {
            if (payment.Status == PaymentStatus.Success
                && !settled.Contains(payment.Id)
                && Target(request.Written, payment) is { PostedNumbers.Count: 1 } document
                && payment.Amount.Side(handling) is { } amount)
            {
                result.Add(Suggest(payment, amount, document, left));
            }
        }

        return result;
    }

    private static WrittenDocument? Target(IReadOnlyList<WrittenDocument> written, Payment payment) => payment.Kind switch
    {
        PaymentKind.Sale or PaymentKind.Capture => written.FirstOrDefault(static document => document.Source.Type == DocumentSourceType.Order),
        PaymentKind.Refund => written.FirstOrDefault(document => document.Source.Type == DocumentSourceType.Refund && document.Source.Id == payment.RefundId),
        _ => null,
    };

    private static PaymentSuggestion Suggest(Payment payment, Money amount, WrittenDocument document, Dictionary<WrittenDocument, decimal> left)
    {
        if (!left.TryGetValue(document, out var open))
        {
            open = Math.Abs(document.OpenAmount.GetValueOrDefault());
        }

        var applied = Math.Min(amount.Amount, open);
        left[document] = open - applied;
        var isRefund = payment.Kind == PaymentKind.Refund;
        var sign = isRefund ? -1m : 1m;
        return new PaymentSuggestion(
            payment.Id,
            payment.Gateway,
            amount * sign,
            new AppliesTo(isRefund ? SalesDocumentKind.CreditMemo : SalesDocumentKind.SalesInvoice, document.PostedNumbers[0]),
            new Money(applied * sign, amount.Currency),
            new Money((amount.Amount - applied) * sign, amount.Currency));
    }
}
