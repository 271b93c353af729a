using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Creates, changes and removes sales documents. Every step can be repeated after dying at any instant: a repetition finds the document by
/// its external number and ends with it complete or absent.
/// </summary>
internal sealed class DocumentSink(BcClient client, DocumentBuilder builder, DocumentSearch search, DocumentCompletion completion, RecentWrites recent, TaxProof proof, ILogger log)
{
    public Task<WriteResult> WriteAsync(WriteItem<SalesDocument> item, CancellationToken ct) => item.Kind switch
    {
        WriteKind.Create => CreateAsync(item, ct),
        WriteKind.Update => UpdateAsync(item, ct),
        WriteKind.Delete => DeleteAsync(item, ct),
        _ => Task.FromResult(BcWrites.Refuse(item.ItemId, item.Kind, EntityNames.SalesDocument)),
    };

    public async Task<RecordRef?> LookupAsync(WriteItem<SalesDocument> item, CancellationToken ct)
    {
        // Changes and removals can be repeated without harm, so only a creation has to be found.
        if (item.Kind != WriteKind.Create)
        {
            return null;
        }

        var wanted = item.Value;
        var hits = await search.FindAsync(wanted.Kind, DocumentBuilder.ExternalNumber(wanted.ExternalNumber), ct).ConfigureAwait(false);
        return hits is [var hit] && !DocumentOwner.IsAnother(hit, builder.CustomerNumber(wanted), wanted.Currency) && (hit.Open is not { } open || (open.Decimal(BcFields.TotalIncludingTax) == wanted.Totals.Gross.Amount && proof.Ties(wanted, open)) || hit.PostedTotal != 0)
            ? hit.Ref.ToRecordRef(hit.Open?.ETag)
            : null;
    }

    private async Task<WriteResult> CreateAsync(WriteItem<SalesDocument> item, CancellationToken ct)
    {
        var wanted = await builder.BuildAsync(item.Value, ct).ConfigureAwait(false);
        var hits = await RecentAsync(wanted, ct).ConfigureAwait(false) is { } own ? [own]
            : await search.FindAsync(item.Value.Kind, wanted.ExternalNumber, ct).ConfigureAwait(false);
        if (hits.Count > 1)
        {
            throw Duplicates(wanted.ExternalNumber, hits);
        }

        if (hits.Count == 1)
        {
            BcLog.DocumentExisted(log, wanted.ExternalNumber);
            return new WriteResult.Applied(item.ItemId, await completion.AdoptAsync(hits[0], wanted, ct).ConfigureAwait(false), WasReplay: true);
        }

        var created = await completion.CreateAsync(wanted, ct).ConfigureAwait(false);
        return new WriteResult.Applied(item.ItemId, created);
    }

    private async Task<DocumentHit?> RecentAsync(WantedDocument wanted, CancellationToken ct)
    {
        if (recent.Find(wanted.Key) is not { } id || await client.FindAsync(BcQuery.Record(wanted.Sets.Set, id), ct).ConfigureAwait(false) is not { } document)
        {
            return null;
        }

        return document.Text(BcFields.ExternalDocumentNumber) == wanted.ExternalNumber && !DocumentStatus.IsPosted(wanted.Sets.Kind, document)
            ? new DocumentHit(DocumentRef.Of(wanted.Sets.Kind, document), document, [])
            : null;
    }

    private async Task<WriteResult> UpdateAsync(WriteItem<SalesDocument> item, CancellationToken ct)
    {
        var id = DocumentRef.Parse(item.Target?.Id ?? throw NoTarget(item.Value));
        var wanted = (await builder.BuildAsync(item.Value with { Kind = id.Kind }, ct).ConfigureAwait(false)).KeepingDates();
        try
        {
            if (await client.FindAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false) is { } existing)
            {
                var (reference, changed) = await completion.BringAsync(existing, wanted, mayDelete: false, ct).ConfigureAwait(false);
                return changed ? new WriteResult.Applied(item.ItemId, reference) : new WriteResult.Unchanged(item.ItemId, reference);
            }
        }
        catch (BcException gone) when (gone is { Status: 404, Fault.Kind: FaultKind.Conflict })
        {
            // People posted the document while it was changed, or right after: the last question finds it gone.
        }

        // Whether the change arrived before that, only the posted documents can say.
        var hits = await search.FindAsync(id.Kind, wanted.ExternalNumber, ct).ConfigureAwait(false);
        return hits.FirstOrDefault(hit => hit.Open is null && hit.Ref.Number == id.Number) is { } posted && DocumentCompletion.IsRoundingAway(wanted, posted.PostedTotal)
            ? new WriteResult.Applied(item.ItemId, id.ToRecordRef(), WasReplay: true)
            : throw Gone(id);
    }

    private async Task<WriteResult> DeleteAsync(WriteItem<SalesDocument> item, CancellationToken ct)
    {
        var id = DocumentRef.Parse(item.Target?.Id ?? throw NoTarget(item.Value));
        var sets = DocumentSets.Of(id.Kind);
        if (await client.FindAsync(sets.Record(id.Id), ct).ConfigureAwait(false) is not { } existing)
        {
            return await PostedAsync(id, ct).ConfigureAwait(false) ? throw Gone(id) : new WriteResult.Unchanged(item.ItemId, id.ToRecordRef());
        }

        var lines = existing.Children(sets.Lines);
        if (DocumentStatus.Read(id.Kind, existing, lines) is SalesDocumentStatus.Posted or SalesDocumentStatus.PartlyPosted)
        {
            throw BcException.Of(FaultKind.Rejected, "bc.already-posted", $"{id.Kind} {id.Number} is posted, in whole or in part, and cannot be removed.",
                "Decide with finance: credit what was posted.");
        }

        if (!DocumentStatus.IsEditable(existing))
        {
            throw NotEditable(id, existing);
        }

        await client.DeleteAsync(BcQuery.Record(sets.Set, id.Id), existing.ETag, ct).ConfigureAwait(false);
        return new WriteResult.Applied(item.ItemId, id.ToRecordRef());
    }

    private async Task<bool> PostedAsync(DocumentRef id, CancellationToken ct)
    {
        if (id.Kind != SalesDocumentKind.SalesOrder || id.Number.Length == 0)
        {
            return false;
        }

        var query = BcQuery.Set(BcSets.SalesInvoices) with { Filter = BcQuery.Eq(BcFields.OrderNumber, id.Number), Select = BcFields.Id, Top = 1 };
        return (await client.ListAsync(query, ct).ConfigureAwait(false)).Count > 0;
    }

    internal static BcException NotEditable(DocumentRef id, BcEntity existing) => BcException.Of(
        FaultKind.Rejected, "bc.not-editable", $"{id.Kind} {id.Number} has the status {existing.Text(BcFields.Status)} and cannot be changed.",
        "Reopen the document in Business Central and retry, or make the change there.");

    private static BcException Gone(DocumentRef id) => BcException.Of(
        FaultKind.Rejected, "bc.already-posted", $"{id.Kind} {id.Number} is not open any more: it was posted or deleted.", "Decide with finance: what was posted can only be credited.");

    private static BcException NoTarget(SalesDocument document) => BcException.Of(
        FaultKind.Bug, "bc.no-target", $"The change of document {document.ExternalNumber} does not say which record it is.", "Give the RecordRef of the document.");

    private static BcException Duplicates(string externalNumber, IReadOnlyList<DocumentHit> hits) => BcException.Of(
        FaultKind.Rejected, "bc.duplicate-document",
        $"External number {externalNumber} is on {hits.Count} documents: {string.Join(", ", hits.Take(5).Select(hit => $"{hit.Ref.Kind} {hit.Ref.Number}"))}.",
        "Keep one of them: change the external number of the others or delete them; then retry.", "externalNumber");
}
