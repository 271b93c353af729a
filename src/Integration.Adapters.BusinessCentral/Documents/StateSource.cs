using System.Runtime.CompilerServices;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Changes of documents over orders, invoices and credit memos; a changed invoice of an order is a change of that order.</summary>
internal sealed class StateSource(BcDelta delta, StateReader reader)
{
    private const string Feed = "salesDocuments";
    private static readonly SalesDocumentKind[] Kinds = [SalesDocumentKind.SalesOrder, SalesDocumentKind.SalesInvoice, SalesDocumentKind.CreditMemo];

    public async IAsyncEnumerable<SourcePage<SalesDocumentState>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var positions = Parse(request.After);
        for (var index = 0; index < Kinds.Length; index++)
        {
            var kind = Kinds[index];
            var fields = $"{BcFields.Id},{BcFields.Number},{BcFields.LastModifiedDateTime}";
            var query = BcQuery.Set(DocumentSets.Of(kind).Set) with
            {
                Select = kind == SalesDocumentKind.SalesInvoice ? $"{fields},{BcFields.OrderId},{BcFields.OrderNumber}" : fields,
            };
            await foreach (var (rows, next) in delta.ReadAsync(query, positions[index], request, ct).ConfigureAwait(false))
            {
                positions[index] = next;
                var ids = rows.Select(row => Subject(kind, row)).Distinct(StringComparer.Ordinal).ToList();
                var records = await reader.FindAsync(ids, ct).ConfigureAwait(false);
                yield return new SourcePage<SalesDocumentState>(records, FeedCheckpoint.Write(Feed, string.Join('|', positions)));
            }
        }
    }

    public async IAsyncEnumerable<SourceRecord<SalesDocumentState>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var record in await reader.FindAsync(ids, ct).ConfigureAwait(false))
        {
            yield return record;
        }
    }

    private static string Subject(SalesDocumentKind kind, BcEntity row) =>
        kind == SalesDocumentKind.SalesInvoice && row.Text(BcFields.OrderNumber) is { Length: > 0 } order && row.Guid(BcFields.OrderId) != Guid.Empty
            ? new DocumentRef(SalesDocumentKind.SalesOrder, row.Guid(BcFields.OrderId), order).ToString()
            : DocumentRef.Of(kind, row).ToString();

    private static DeltaPosition[] Parse(Checkpoint? checkpoint)
    {
        if (checkpoint is not { } value)
        {
            return [DeltaPosition.Start, DeltaPosition.Start, DeltaPosition.Start];
        }

        var parts = FeedCheckpoint.Read(value, Feed).Split('|');
        return parts.Length == Kinds.Length ? [.. parts.Select(DeltaPosition.Parse)] : throw FeedCheckpoint.Foreign();
    }
}
