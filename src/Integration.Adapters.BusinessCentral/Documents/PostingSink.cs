using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Posts documents. What is posted is read before and after: a repetition posts only what is missing, and a success that posted nothing (a pending
/// approval) is not believed.
/// </summary>
internal sealed class PostingSink(BcClient client, InvoiceApplication application)
{
    public async Task<WriteResult> WriteAsync(WriteItem<DocumentPosting> item, CancellationToken ct)
    {
        if (item.Kind != WriteKind.Create)
        {
            return BcWrites.Refuse(item.ItemId, item.Kind, EntityNames.DocumentPosting);
        }

        var id = DocumentRef.Parse(item.Value.DocumentId, "documentId");
        return id.Kind == SalesDocumentKind.SalesOrder
            ? await PostOrderAsync(item, id, ct).ConfigureAwait(false)
            : await PostWholeAsync(item, id, ct).ConfigureAwait(false);
    }

    public async Task<RecordRef?> LookupAsync(WriteItem<DocumentPosting> item, CancellationToken ct)
    {
        var id = DocumentRef.Parse(item.Value.DocumentId, "documentId");
        if (id.Kind == SalesDocumentKind.SalesOrder)
        {
            return await ReachedAsync(item.Value, id, ct).ConfigureAwait(false);
        }

        var header = await client.FindAsync(BcQuery.Record(DocumentSets.Of(id.Kind).Set, id.Id), ct).ConfigureAwait(false);
        return header is { } document && DocumentStatus.IsPosted(id.Kind, document) ? Reference(item.Value, document.Text(BcFields.Number), document.ETag) : null;
    }

    private async Task<WriteResult> PostWholeAsync(WriteItem<DocumentPosting> item, DocumentRef id, CancellationToken ct)
    {
        var set = DocumentSets.Of(id.Kind).Set;
        var before = await client.FindAsync(BcQuery.Record(set, id.Id), ct).ConfigureAwait(false) ?? throw BcException.Of(
            FaultKind.Rejected, "bc.document-gone", $"{id.Kind} {id.Number} ({item.Value.ExternalNumber}) does not exist any more.", "It was deleted in Business Central; write it again if it is still wanted.");
        if (DocumentStatus.IsPosted(id.Kind, before))
        {
            return new WriteResult.Applied(item.ItemId, Reference(item.Value, before.Text(BcFields.Number), before.ETag), WasReplay: true);
        }

        var changes = DateChange(item.Value, before);
        var applied = before.Text(BcFields.InvoiceNumber);
        if (applied.Length > 0 && !await application.IsOpenAsync(applied, ct).ConfigureAwait(false))
        {
            // The invoice was paid since the memo was written: its credit stays open for the refund payment.
            changes[BcFields.InvoiceId] = Guid.Empty.ToString("D");
            changes[BcFields.InvoiceNumber] = "";
            applied = "";
        }

        if (changes.Count > 0)
        {
            before = await client.PatchAsync(BcQuery.Record(set, id.Id), before.ETag ?? "*", changes, ct).ConfigureAwait(false);
        }

        BcException? refused = null;
        try
        {
            await client.ActAsync(BcQuery.Action(set, id.Id, BcActions.Post), ct).ConfigureAwait(false);
        }
        catch (BcException failure) when (!failure.Unknown)
        {
            // Posting commits inside: what failed may have failed after it.
            refused = failure;
        }

        try
        {
            if (await LookupAsync(item, ct).ConfigureAwait(false) is { } posted)
            {
                return new WriteResult.Applied(item.ItemId, posted);
            }
        }
        catch (BcException unanswered)
        {
            throw unanswered.AsUnknown();
        }

        if (refused is { Fault.Kind: FaultKind.Rejected } && applied.Length > 0 && !await application.IsOpenAsync(applied, ct).ConfigureAwait(false))
        {
            throw BcException.Of(FaultKind.Transient, "bc.invoice-settled", $"Invoice {applied}, to which {id.Kind} {id.Number} applies, was paid in this moment.", "Nothing to do: it is posted without it.");
        }

        throw refused?.About($"{id.Kind} {before.Text(BcFields.Number)} ({item.Value.ExternalNumber}) with posting date {before.Text(BcFields.PostingDate)}") ?? NotPosted(id);
    }

    private async Task<WriteResult> PostOrderAsync(WriteItem<DocumentPosting> item, DocumentRef id, CancellationToken ct)
    {
        var sets = DocumentSets.Of(SalesDocumentKind.SalesOrder);
        if (await client.FindAsync(sets.Record(id.Id), ct).ConfigureAwait(false) is not { } order)
        {
            return await ReachedAsync(item.Value, id, ct).ConfigureAwait(false) is { } done ? new WriteResult.Applied(item.ItemId, done, WasReplay: true) : throw BcException.Of(
                FaultKind.Rejected, "bc.document-gone", $"Order {id.Number} ({item.Value.ExternalNumber}) does not exist any more, and its invoices do not hold what should be posted.",
                "Compare the order's posted invoices with the shop; decide what is missing.");
        }

        var open = PostingTarget.Of(item.Value, order).Where(target => !target.IsReached).ToList();
        if (open.Count == 0)
        {
            return new WriteResult.Applied(item.ItemId, Reference(item.Value, await NewestInvoiceAsync(order.Text(BcFields.Number), ct).ConfigureAwait(false), order.ETag), WasReplay: true);
        }

        if (DateChange(item.Value, order) is { Count: > 0 } date)
        {
            await client.PatchAsync(BcQuery.Record(sets.Set, id.Id), order.ETag ?? "*", date, ct).ConfigureAwait(false);

            // Another day is another exchange rate: the lines may have changed with it.
            order = await client.GetAsync(sets.Record(id.Id), ct).ConfigureAwait(false);
        }

        foreach (var target in PostingTarget.Of(item.Value, order))
        {
            if (target.ToPatch() is { Count: > 0 } quantities)
            {
                await client.PatchAsync(sets.Line(target.Line.Id), target.Line.ETag ?? "*", quantities, ct).ConfigureAwait(false);
            }
        }

        BcException? refused = null;
        try
        {
            await client.ActAsync(BcQuery.Action(sets.Set, id.Id, BcActions.ShipAndInvoice), ct).ConfigureAwait(false);
        }
        catch (BcException failure) when (!failure.Unknown)
        {
            refused = failure;
        }

        var numbered = id with { Number = order.Text(BcFields.Number) };
        try
        {
            if (await ReachedAsync(item.Value, numbered, ct).ConfigureAwait(false) is { } posted)
            {
                return new WriteResult.Applied(item.ItemId, posted);
            }

            if (await client.FindAsync(BcQuery.Record(sets.Set, id.Id), ct).ConfigureAwait(false) is null)
            {
                throw NotVisible(numbered);
            }
        }
        catch (BcException unanswered)
        {
            throw unanswered.AsUnknown();
        }

        throw refused?.About($"Order {numbered.Number} ({item.Value.ExternalNumber}) with posting date {order.Text(BcFields.PostingDate)}") ?? NotPosted(numbered);
    }

    /// <summary>The document's posting date, where the posting wants another; else empty.</summary>
    private static JsonObject DateChange(DocumentPosting posting, BcEntity document) =>
        posting.PostingDate is { } day && document.Date(BcFields.PostingDate) != day
            ? new JsonObject { [BcFields.PostingDate] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
            : [];

    /// <summary>The posting, when everything it asks for is posted; else null.</summary>
    private async Task<RecordRef?> ReachedAsync(DocumentPosting posting, DocumentRef id, CancellationToken ct)
    {
        var sets = DocumentSets.Of(SalesDocumentKind.SalesOrder);
        if (await client.FindAsync(sets.Record(id.Id), ct).ConfigureAwait(false) is { } order)
        {
            return PostingTarget.Of(posting, order).All(target => target.IsReached)
                ? Reference(posting, await NewestInvoiceAsync(order.Text(BcFields.Number), ct).ConfigureAwait(false), order.ETag)
                : null;
        }

        var filter = id.Number.Length > 0 ? BcQuery.Eq(BcFields.OrderNumber, id.Number) : BcQuery.Eq(BcFields.OrderId, id.Id);
        var invoices = await client.ListAsync(BcQuery.Set(BcSets.SalesInvoices) with { Filter = filter, Expand = BcSets.SalesInvoiceLines }, ct).ConfigureAwait(false);
        if (invoices.Count == 0)
        {
            return null;
        }

        var invoiced = invoices.SelectMany(invoice => invoice.Children(BcSets.SalesInvoiceLines))
            .GroupBy(line => line.Integer(BcFields.Sequence).ToString(CultureInfo.InvariantCulture))
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Decimal(BcFields.Quantity)));
        return posting.Lines.All(line => invoiced.GetValueOrDefault(line.LineKey) >= line.PostedBefore + line.Quantity) ? Reference(posting, Newest(invoices), null) : null;
    }

    private async Task<string?> NewestInvoiceAsync(string order, CancellationToken ct)
    {
        var query = BcQuery.Set(BcSets.SalesInvoices) with
        {
            Filter = BcQuery.Eq(BcFields.OrderNumber, order),
            Select = $"{BcFields.Number},{BcFields.LastModifiedDateTime}",
        };
        return Newest(await client.ListAsync(query, ct).ConfigureAwait(false));
    }

    private static string? Newest(List<BcEntity> invoices) => invoices.Count == 0 ? null
        : invoices.OrderBy(invoice => invoice.Text(BcFields.Number).Length).ThenBy(invoice => invoice.Text(BcFields.Number), StringComparer.Ordinal).Last().Text(BcFields.Number);

    private static RecordRef Reference(DocumentPosting posting, string? number, string? etag) => new(posting.DocumentId, etag, number);

    private static BcException NotVisible(DocumentRef id) => new(
        new Fault(FaultKind.Transient, "bc.invoice-not-visible", $"Order {id.Number} is gone after its posting, but its invoices do not show yet.") { Hint = "Nothing to do: it is looked up again." },
        0, "", unknown: true);

    private static BcException NotPosted(DocumentRef id) => BcException.Of(
        FaultKind.Rejected, "bc.not-posted", $"Business Central accepted the posting of {id.Kind} {id.Number}, but nothing was posted.",
        "Look for a pending approval workflow, or posting in the background; post or approve it in Business Central, then retry.");
}
