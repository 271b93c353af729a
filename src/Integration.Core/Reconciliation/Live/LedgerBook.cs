using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Reconciliation.Live;

/// <summary>
/// The general ledger as it was read: documents by number, each with its entries, and which order the ERP's documents belong to. Of what was posted before the period only
/// sums by document are kept, and only of the accounts that are rolled forward.
/// </summary>
internal sealed class LedgerBook(ReconciliationScope scope, string prefix, HashSet<string> rolled)
{
    private static readonly List<LedgerEntry> NoEntries = [];
    private readonly Dictionary<string, List<LedgerEntry>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeyValuePair<string, decimal>[]> _earlier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _externalNumbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (SalesDocumentKind Kind, PostedDocument Document)> _posted = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<long> _seen = [];
    private ILookup<string, (string Number, string Part)>? _byOrder;

    public long Watermark { get; private set; }

    /// <summary>False when the ERP told of a posted document of the period without its taxes, so that taxes cannot be compared.</summary>
    public bool KnowsTaxes { get; private set; } = true;

    /// <summary>Posted documents of the period whose taxes are known.</summary>
    public int TaxDocuments => _posted.Count;

    /// <summary>Takes an entry that belongs to the run. Entries that came later than the scope's watermark or cut-off do not.</summary>
    public void Add(SourceRecord<LedgerEntry> record, long? upTo)
    {
        if (record.Value is not { } entry || entry.Number > (upTo ?? long.MaxValue) || (upTo is null && record.ChangedAt > scope.AsOf))
        {
            return;
        }

        Watermark = Math.Max(Watermark, entry.Number);
        var isEarlier = entry.PostingDate < scope.PeriodStart;
        if ((isEarlier && !rolled.Contains(entry.Account)) || !_seen.Add(entry.Number))
        {
            return;
        }

        if (isEarlier)
        {
            AddEarlier(entry);
        }
        else if (_documents.TryGetValue(entry.DocumentNumber, out var entries))
        {
            entries.Add(entry);
        }
        else
        {
            _documents.Add(entry.DocumentNumber, [entry]);
        }
    }

    /// <summary>Takes what the ERP says about a document; to be called after the entries were added.</summary>
    public void Add(SalesDocumentState state)
    {
        foreach (var number in state.PostedNumbers)
        {
            _externalNumbers[number] = state.ExternalNumber;
            KnowsTaxes &= state.PostedDocuments is not null || !_documents.ContainsKey(number);
        }

        foreach (var document in (state.PostedDocuments ?? []).Where(document => _documents.ContainsKey(document.Number)))
        {
            _posted[document.Number] = (state.Kind, document);
        }
    }

    /// <summary>Posted documents that name an order, with what they name of it: empty, or <c>R</c> and the refund's id.</summary>
    public IEnumerable<(string Number, string Part)> DocumentsOf(string orderName) => ByOrder[Key(orderName)];

    /// <summary>Takes a document for an order, null when there is none of the number; each can be taken once.</summary>
    /// <param name="number">Number of the document.</param>
    /// <param name="part">What it names of the order.</param>
    /// <param name="payment">Payment that it books, or null.</param>
    public OrderDocument? Take(string number, string part, string? payment) =>
        (_documents.ContainsKey(number) || _earlier.ContainsKey(number)) && _taken.Add(number)
            ? new OrderDocument
            {
                Number = number,
                Part = part,
                Payment = payment,
                Entries = _documents.GetValueOrDefault(number, NoEntries),
                Earlier = _earlier.GetValueOrDefault(number, []),
                Posted = _posted.TryGetValue(number, out var posted) ? posted.Document : null,
                IsCredit = posted.Kind == SalesDocumentKind.CreditMemo,
            }
            : null;

    /// <summary>Entries of documents that no order took, with the order they name, if any.</summary>
    public IEnumerable<(string? Order, LedgerEntry Entry)> Rest() =>
        from document in _documents
        where !_taken.Contains(document.Key)
        from entry in document.Value
        select (OrderOf(document.Key), entry);

    /// <summary>Balance of a rolled account before the period, and what the period moved, over all documents.</summary>
    public (decimal Opening, decimal Movement) Balance(string account) => (
        _earlier.Values.Sum(sums => sums.Where(sum => sum.Key == account).Sum(static sum => sum.Value)),
        _documents.Values.Sum(entries => entries.Where(entry => entry.Account == account && entry.PostingDate <= scope.PeriodEnd).Sum(static entry => entry.Amount)));

    private ILookup<string, (string Number, string Part)> ByOrder => _byOrder ??= _externalNumbers
        .Where(pair => pair.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .ToLookup(pair => Key(Name(pair.Value)), pair => (pair.Key, Part(pair.Value)), StringComparer.Ordinal);

    private string? OrderOf(string number) =>
        _externalNumbers.TryGetValue(number, out var external) && external.Length > 0 && external.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? Name(external) : null;

    private string Name(string external) => Split(external) is >= 0 and var slash ? external[prefix.Length..slash] : external[prefix.Length..];

    private static string Part(string external) => Split(external) is >= 0 and var slash ? external[(slash + 1)..] : "";

    /// <summary>Where the order's name ends and <c>R</c> or <c>X</c> with the id of a refund or an exchange begins; -1 when it is the name alone, which may contain slashes.</summary>
    private static int Split(string external) =>
        external.LastIndexOf('/') is >= 0 and var slash && external.Length > slash + 2 && external[slash + 1] is 'R' or 'r' or 'X' or 'x' ? slash : -1;

    /// <summary>ERPs keep codes in upper case.</summary>
    private static string Key(string orderName) => orderName.ToUpperInvariant();

    /// <summary>A document has one or two accounts that are rolled forward, and there are many documents: an array takes the least memory.</summary>
    private void AddEarlier(LedgerEntry entry)
    {
        rolled.TryGetValue(entry.Account, out var account);
        var sums = _earlier.GetValueOrDefault(entry.DocumentNumber, []);
        var index = Array.FindIndex(sums, sum => sum.Key == account);
        _earlier[entry.DocumentNumber] = index < 0
            ? [.. sums, new(account!, entry.Amount)]
            : [.. sums[..index], new(account!, sums[index].Value + entry.Amount), .. sums[(index + 1)..]];
    }
}
