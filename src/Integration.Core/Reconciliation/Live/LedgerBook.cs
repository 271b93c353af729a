using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Reconciliation.Live;

/// <summary>The general ledger as it was read: documents by number, each with its entries, and which order the ERP's documents belong to.</summary>
internal sealed class LedgerBook(ReconciliationScope scope, string prefix)
{
    private readonly Dictionary<string, List<LedgerEntry>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _externalNumbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<long> _seen = [];
    private ILookup<string, (string Number, string Part)>? _byOrder;

    public long Watermark { get; private set; }

    /// <summary>Takes an entry that belongs to the run. Entries that came later than the scope's watermark or cut-off do not.</summary>
    public void Add(SourceRecord<LedgerEntry> record, long? upTo)
    {
        if (record.Value is not { } entry || entry.PostingDate < scope.PeriodStart || entry.Number > (upTo ?? long.MaxValue) || (upTo is null && record.ChangedAt > scope.AsOf) || !_seen.Add(entry.Number))
        {
            return;
        }

        Watermark = Math.Max(Watermark, entry.Number);
        if (!_documents.TryGetValue(entry.DocumentNumber, out var entries))
        {
            _documents.Add(entry.DocumentNumber, entries = []);
        }

        entries.Add(entry);
    }

    /// <summary>Takes what the ERP says about a document.</summary>
    public void Add(SalesDocumentState state)
    {
        foreach (var number in state.PostedNumbers)
        {
            _externalNumbers[number] = state.ExternalNumber;
        }
    }

    /// <summary>Posted documents that name an order, with what they name of it: empty, or <c>R</c> and the refund's id.</summary>
    public IEnumerable<(string Number, string Part)> DocumentsOf(string orderName) => ByOrder[Key(orderName)];

    /// <summary>Takes a document for an order; each can be taken once.</summary>
    public IReadOnlyList<LedgerEntry> Take(string number) => _documents.TryGetValue(number, out var entries) && _taken.Add(number) ? entries : [];

    /// <summary>Entries of documents that no order took, with the order they name, if any.</summary>
    public IEnumerable<(string? Order, LedgerEntry Entry)> Rest() =>
        from document in _documents
        where !_taken.Contains(document.Key)
        from entry in document.Value
        select (OrderOf(document.Key), entry);

    private ILookup<string, (string Number, string Part)> ByOrder => _byOrder ??= _externalNumbers
        .Where(pair => pair.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .ToLookup(pair => Key(Name(pair.Value)), pair => (pair.Key, Part(pair.Value)), StringComparer.Ordinal);

    private string? OrderOf(string number) =>
        _externalNumbers.TryGetValue(number, out var external) && external.Length > 0 && external.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? Name(external) : null;

    private string Name(string external) => external[prefix.Length..].Split('/')[0];

    private static string Part(string external) => external.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? external[(slash + 1)..] : "";

    /// <summary>ERPs keep codes in upper case.</summary>
    private static string Key(string orderName) => orderName.ToUpperInvariant();
}
