using ErpSync.Model;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Units and card balances that earlier refund documents, written or planned in this run, have taken.</summary>
internal sealed class CreditLedger
{
    private readonly PlanRun _run;
    private readonly Dictionary<string, decimal> _credited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _cards = new(StringComparer.Ordinal);

    public CreditLedger(PlanRun run)
    {
        _run = run;
        foreach (var document in run.Request.Written)
        {
            if (document.Source.Type == DocumentSourceType.Refund && document.Status != SalesDocumentStatus.Cancelled)
            {
                foreach (var line in document.Lines)
                {
                    if (line.SourceLine is { } id && line.Quantity > 0m)
                    {
                        _credited[id] = _credited.GetValueOrDefault(id) + line.Quantity;
                    }
                }
            }
        }
    }

    public decimal Credited(string line) => _credited.GetValueOrDefault(line);

    /// <summary>What earlier refunds of this run have taken from a gift card.</summary>
    public decimal TakenFromCard(string card) => _cards.GetValueOrDefault(card);

    public DocumentHold? Check(RefundContent content, WrittenDocument order, DocumentSubject subject)
    {
        if (!content.HasLines)
        {
            return order.Status is SalesDocumentStatus.Posted or SalesDocumentStatus.PartlyPosted ? null : HoldFactory.NotInvoiced(subject, null);
        }

        foreach (var (line, units) in content.Units())
        {
            var wanted = Credited(line) + units;
            if (wanted > OnDocuments(line, static part => part.Quantity) + PlannedExchange(line))
            {
                return HoldFactory.Exceeds(subject, line);
            }

            if (Math.Max(wanted, 1) > OnDocuments(line, static part => part.PostedQuantity))
            {
                return HoldFactory.NotInvoiced(subject, line);
            }
        }

        return null;
    }

    /// <summary>The one posted invoice that holds every credited line, or null when there is none or more than one.</summary>
    public AppliesTo? AppliesTo(RefundContent content, WrittenDocument order)
    {
        var document = order;
        if (content.HasLines)
        {
            var lines = content.Units();
            var holders = Invoices().Where(candidate => lines.All(line => HasPosted(candidate, line.Line))).ToArray();
            if (holders.Length != 1)
            {
                return null;
            }

            document = holders[0];
        }

        return document.PostedNumbers.Count == 1 ? new AppliesTo(SalesDocumentKind.SalesInvoice, document.PostedNumbers[0]) : null;
    }

    public void Commit(RefundContent content, DocumentDraft draft)
    {
        foreach (var (line, units) in content.Units())
        {
            _credited[line] = Credited(line) + units;
        }

        foreach (var line in draft.Lines)
        {
            if (line.GiftCard is { } card)
            {
                _cards[card] = TakenFromCard(card) + line.Amount;
            }
        }
    }

    private static bool HasPosted(WrittenDocument document, string line) =>
        document.Lines.Any(part => part.SourceLine == line && part.PostedQuantity > 0m);

    private IEnumerable<WrittenDocument> Invoices() =>
        _run.Request.Written.Where(static document => document.Source.Type != DocumentSourceType.Refund && document.Status != SalesDocumentStatus.Cancelled);

    private decimal OnDocuments(string line, Func<WrittenLine, decimal> units) =>
        Invoices().Sum(document => document.Lines.Where(part => part.SourceLine == line).Sum(units));

    private decimal PlannedExchange(string line) =>
        _run.Documents.Where(static planned => planned.Document.Source.Type == DocumentSourceType.Exchange)
            .Sum(planned => planned.Document.Lines.Where(part => part.SourceLine == line).Sum(static part => part.Quantity));
}
