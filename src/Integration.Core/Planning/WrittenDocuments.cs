using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Planning;

/// <summary>The documents written for an order: what was remembered, joined with what the ERP says now.</summary>
internal sealed class WrittenDocuments
{
    private readonly Dictionary<DocumentSource, (WrittenRecord Record, DocumentMemo Memo, SalesDocumentState? State)> _bySource = [];

    private WrittenDocuments(Fault? gone) => Gone = gone;

    /// <summary>Why planning cannot go on: a document vanished from the ERP. Null when all is there.</summary>
    public Fault? Gone { get; private set; }

    /// <summary>The documents as the document planner wants them.</summary>
    public IReadOnlyList<WrittenDocument> Documents { get; private set; } = [];

    /// <summary>All parts of each document.</summary>
    public IEnumerable<(WrittenRecord Record, DocumentMemo Memo, SalesDocumentState? State)> All => _bySource.Values;

    /// <summary>The record written for a source, or null.</summary>
    public RecordRef? RefOf(DocumentSource source) => _bySource.TryGetValue(source, out var found) ? found.Record.Ref : null;

    /// <summary>The memo written for a source, or null.</summary>
    public DocumentMemo? MemoOf(DocumentSource source) => _bySource.TryGetValue(source, out var found) ? found.Memo : null;

    /// <summary>How the document of a source stands in the ERP, or null.</summary>
    public SalesDocumentState? StateOf(DocumentSource source) => _bySource.TryGetValue(source, out var found) ? found.State : null;

    public static WrittenDocuments Read(OrderReading reading)
    {
        var result = new WrittenDocuments(null);
        var settled = reading.Written
            .Where(record => record.Name.StartsWith(LinkNames.PaymentPrefix, StringComparison.Ordinal))
            .Select(record => record.Name[LinkNames.PaymentPrefix.Length..]).ToList();
        var documents = new List<WrittenDocument>();
        foreach (var record in reading.Written.Where(record => record.Name.StartsWith(LinkNames.DocumentPrefix, StringComparison.Ordinal)))
        {
            var memo = JsonSerializer.Deserialize(record.Memo ?? "", PlanningJson.Default.DocumentMemo)!;
            var state = reading.States.GetValueOrDefault(record.Ref.Id);
            if (state is null && !memo.IsCancelled)
            {
                result.Gone ??= OrderFaults.DocumentGone(reading.Order?.Name, record.Ref);
                continue;
            }

            result._bySource[memo.Source] = (record, memo, state);
            documents.Add(ToWritten(reading.Order, record, memo, state, memo.Source.Type == DocumentSourceType.Order ? settled : []));
        }

        result.Documents = documents;
        return result;
    }

    private static WrittenDocument ToWritten(Order? order, WrittenRecord record, DocumentMemo memo, SalesDocumentState? state, IReadOnlyList<string> settled)
    {
        var lines = state is null ? null : LineAlignment.Of(memo, state);
        return new WrittenDocument
        {
            Kind = memo.Kind,
            Number = state?.Number ?? record.Ref.DisplayNumber ?? "",
            Source = memo.Source,
            Status = memo.IsCancelled ? SalesDocumentStatus.Cancelled : state!.Status,
            CurrencyHandling = memo.CurrencyHandling,
            Lines = [.. memo.Lines.Select((line, index) => (Line: line, Posted: lines?.StateOf(index)?.InvoicedQuantity ?? 0))
                .Where(pair => pair.Line.Number.Length > 0)
                .Select(pair => new WrittenLine(pair.Line.SourceLine, pair.Line.Quantity, pair.Line.Amount.Amount, pair.Posted))],
            PostedNumbers = state?.PostedNumbers ?? [],
            OpenAmount = state?.OpenAmount?.Amount,
            AbsorbedRefunds = memo.AbsorbedRefunds,
            InvoiceDiscount = memo.InvoiceDiscount?.Amount,
            SettledTransactions = settled,
            TaxArea = memo.TaxArea,
            TaxLiable = memo.TaxLiable,
            IsReaddressed = order is not null && memo.Addressee is { } addressee && addressee != Addressee.Of(order.BillingAddress, Addressee.ShipToOf(order), order.Email),
        };
    }
}
