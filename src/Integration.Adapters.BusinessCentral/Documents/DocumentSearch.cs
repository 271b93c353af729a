using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Looks for documents by external number before anything is created. Orders and invoices are looked at together, because a posted order
/// disappears; the invoices of one order count as that order.
/// </summary>
internal sealed class DocumentSearch(BcClient client, BcBatch batch)
{
    public async Task<IReadOnlyList<DocumentHit>> FindAsync(SalesDocumentKind kind, string externalNumber, CancellationToken ct)
    {
        var filter = BcQuery.Eq(BcFields.ExternalDocumentNumber, externalNumber);
        if (kind == SalesDocumentKind.CreditMemo)
        {
            var memos = await client.ListAsync(BcQuery.Set(BcSets.SalesCreditMemos) with { Filter = filter }, ct).ConfigureAwait(false);
            return [.. memos.Select(memo => Hit(SalesDocumentKind.CreditMemo, memo))];
        }

        // Orders first: an order that is posted between the two questions is then seen as an order, or as its invoice, but never missed.
        var answers = await batch.ReadAsync([BcQuery.Set(BcSets.SalesOrders) with { Filter = filter }, BcQuery.Set(BcSets.SalesInvoices) with { Filter = filter }], ct).ConfigureAwait(false);
        var (orders, invoices) = (answers[0].Rows, answers[1].Rows);
        var hits = orders.Select(order => new DocumentHit(DocumentRef.Of(SalesDocumentKind.SalesOrder, order), order, [])).ToDictionary(hit => hit.Ref.Number, StringComparer.Ordinal);
        var own = new List<DocumentHit>();
        foreach (var invoice in invoices)
        {
            var order = invoice.Text(BcFields.OrderNumber);
            if (order.Length == 0)
            {
                own.Add(Hit(SalesDocumentKind.SalesInvoice, invoice));
                continue;
            }

            hits[order] = hits.TryGetValue(order, out var known)
                ? known with { Posted = [.. known.Posted, invoice] }
                : new DocumentHit(new DocumentRef(SalesDocumentKind.SalesOrder, invoice.Guid(BcFields.OrderId), order), null, [invoice]);
        }

        return [.. hits.Values, .. own];
    }

    private static DocumentHit Hit(SalesDocumentKind kind, BcEntity header) => DocumentStatus.IsPosted(kind, header)
        ? new DocumentHit(DocumentRef.Of(kind, header), null, [header])
        : new DocumentHit(DocumentRef.Of(kind, header), header, []);
}
