using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Core.Tests.Planning.Histories;

/// <summary>An ERP that does what it is told: it keeps documents, and its warehouse posts what is on them.</summary>
internal sealed class ErpBooks
{
    private readonly List<WrittenDocument> _written = [];
    private readonly Dictionary<DocumentSource, SalesDocument> _content = [];
    private readonly List<Dictionary<string, int>> _parcels = [];

    public IReadOnlyList<WrittenDocument> Written => _written;

    /// <summary>What stands in the books: invoices and orders less credit memos, cancelled ones left out.</summary>
    public decimal Standing => _written.Where(static document => document.Status != SalesDocumentStatus.Cancelled)
        .Sum(document => (document.Source.Type == DocumentSourceType.Refund ? -1m : 1m) * _content[document.Source].Totals.Gross.Amount);

    public decimal UnitsOf(string line) => _written.Where(static document => document.Status != SalesDocumentStatus.Cancelled)
        .Sum(document => (document.Source.Type == DocumentSourceType.Refund ? -1m : 1m) * document.Lines.Where(part => part.SourceLine == line).Sum(static part => part.Quantity));

    public void Write(PlannedDocument planned)
    {
        var index = _written.FindIndex(document => document.Source == planned.Document.Source);
        if (planned.Action != DocumentAction.Cancel)
        {
            _content[planned.Document.Source] = planned.Document;
        }

        if (index < 0)
        {
            planned.Action.Should().Be(DocumentAction.Create);
            _written.Add(WrittenDocument.From(planned, $"N{_written.Count}"));
        }
        else
        {
            planned.Action.Should().NotBe(DocumentAction.Create, "a document is made once");
            _written[index] = WrittenDocument.From(planned, _written[index].Number, _written[index]);
        }
    }

    public void Settle(IEnumerable<PaymentSuggestion> payments)
    {
        foreach (var payment in payments)
        {
            var index = _written.FindIndex(document => document.PostedNumbers.Contains(payment.AppliesTo.Number));
            _written[index].SettledTransactions.Should().NotContain(payment.TransactionId, "money is booked once");
            _written[index] = _written[index] with { SettledTransactions = [.. _written[index].SettledTransactions, payment.TransactionId] };
        }
    }

    public void Ship(IReadOnlyDictionary<string, int> parcel) => _parcels.Add(new Dictionary<string, int>(parcel, StringComparer.Ordinal));

    /// <summary>The warehouse works: parcels whose order is there, then the drafts.</summary>
    public void Work(bool drafts)
    {
        var order = _written.FindIndex(static document => document.Source.Type == DocumentSourceType.Order);
        if (order >= 0 && _written[order].Status is SalesDocumentStatus.Open or SalesDocumentStatus.PartlyPosted)
        {
            foreach (var parcel in _parcels)
            {
                Post(order, parcel);
            }

            _parcels.Clear();
        }

        for (var i = 0; drafts && i < _written.Count; i++)
        {
            if (_written[i].Source.Type == DocumentSourceType.Refund && _written[i].Status == SalesDocumentStatus.Open)
            {
                _written[i] = All(_written[i], $"C{i}");
            }
        }
    }

    private void Post(int index, Dictionary<string, int> parcel)
    {
        var document = _written[index];
        WrittenLine[] lines =
        [
            .. document.Lines.Select(line =>
            {
                var units = line.SourceLine is { } id && parcel.TryGetValue(id, out var wanted) ? Math.Min(wanted, line.Quantity - line.PostedQuantity) : 0m;
                return line with { PostedQuantity = line.PostedQuantity + units };
            }),
        ];
        var number = $"I{document.PostedNumbers.Count}";
        document = document with { Lines = lines, Status = SalesDocumentStatus.PartlyPosted, PostedNumbers = [.. document.PostedNumbers, number] };

        // Charges without units go with the last goods.
        var goodsDone = lines.Where(static line => line.SourceLine?.StartsWith('L') == true).All(static line => line.PostedQuantity == line.Quantity);
        _written[index] = goodsDone ? All(document, null) : document;
    }

    private static WrittenDocument All(WrittenDocument document, string? number) => document with
    {
        Status = SalesDocumentStatus.Posted,
        PostedNumbers = number is null ? document.PostedNumbers : [.. document.PostedNumbers, number],
        Lines = [.. document.Lines.Select(static line => line with { PostedQuantity = line.Quantity })],
    };
}
