using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Brings a document to its wanted state and proves it: the total is equal, or closed by a rounding line within the tolerance, and the tax in it is the one charged; or
/// the document does not stay.
/// </summary>
internal sealed class DocumentCompletion(BcClient client, DocumentDiagnosis diagnosis, RecentWrites recent, TaxProof proof, ILogger log)
{
    /// <summary>Creates the document and completes it.</summary>
    public async Task<RecordRef> CreateAsync(WantedDocument wanted, CancellationToken ct)
    {
        var body = wanted.Header.DeepClone().AsObject();
        body[wanted.Sets.Lines] = new JsonArray([.. wanted.Lines.Select(line => (JsonNode)line.ToJson())]);
        BcEntity created;
        try
        {
            created = await client.PostAsync(BcQuery.Set(wanted.Sets.Set) with { Expand = wanted.Sets.Lines }, body, ct).ConfigureAwait(false);
        }
        catch (BcException refused) when (!refused.Unknown && refused.Status is 400 or 404)
        {
            throw await diagnosis.ExplainAsync(refused, wanted, ct).ConfigureAwait(false);
        }

        recent.Remember(wanted.Key, created.Id);
        return (await BringAsync(created, wanted, mayDelete: true, ct).ConfigureAwait(false)).Reference;
    }

    /// <summary>Takes a document that exists already, finishing what an earlier attempt left unfinished.</summary>
    public async Task<RecordRef> AdoptAsync(DocumentHit hit, WantedDocument wanted, CancellationToken ct)
    {
        DocumentOwner.Require(hit, wanted);
        if (hit.Open is null)
        {
            return !IsRoundingAway(wanted, hit.PostedTotal) ? throw Mismatch(wanted, hit.PostedTotal, "it is posted already")
                : proof.Ties(wanted.Document, hit.Posted) ? hit.Ref.ToRecordRef()
                : throw TaxProof.Mismatch(wanted, hit.Posted.Sum(TaxProof.Of), "it is posted already");
        }

        var open = await client.GetAsync(DocumentSets.Of(hit.Ref.Kind).Record(hit.Ref.Id), ct).ConfigureAwait(false);
        DocumentOwner.RequireLine(open, hit.Ref, wanted);
        if (IsProven(open, wanted))
        {
            return hit.Ref.ToRecordRef(open.ETag);
        }

        if (hit.PostedTotal != 0 || !DocumentStatus.IsEditable(open) || hit.Ref.Kind != wanted.Sets.Kind)
        {
            return IsRoundingAway(wanted, Total(open)) && proof.Ties(wanted.Document, open)
                ? hit.Ref.ToRecordRef(open.ETag)
                : throw Unproven(open, wanted, "it cannot be changed any more");
        }

        var asWritten = Lines(open, wanted) is var (lines, target) && LinePlan.Of(lines, target) is { Changed.Count: 0, Added.Count: 0 };
        return (await BringAsync(open, wanted, mayDelete: asWritten, ct).ConfigureAwait(false)).Reference;
    }

    /// <summary>Brings header, lines and invoice discount to the wanted state, then proves total and tax.</summary>
    public async Task<(RecordRef Reference, bool Changed)> BringAsync(BcEntity existing, WantedDocument wanted, bool mayDelete, CancellationToken ct)
    {
        var id = DocumentRef.Of(wanted.Sets.Kind, existing);
        if (await SettleAsync(existing, wanted, id, ct).ConfigureAwait(false) is not { } settled)
        {
            return (id.ToRecordRef(existing.ETag), false);
        }

        if (Total(settled) != wanted.Document.Totals.Gross.Amount)
        {
            settled = await RoundAsync(settled, wanted, id, ct).ConfigureAwait(false);
        }

        if (IsProven(settled, wanted))
        {
            return (id.ToRecordRef(settled.ETag), true);
        }

        if (mayDelete)
        {
            BcLog.DocumentRemoved(log, wanted.ExternalNumber);
            await client.DeleteAsync(BcQuery.Record(wanted.Sets.Set, id.Id), settled.ETag, ct).ConfigureAwait(false);
            recent.Forget(wanted.Key);
        }

        throw Unproven(settled, wanted, mayDelete ? "it was removed again" : "it was left as it is");
    }

    /// <summary>Takes old rounding lines off and closes what is left within the tolerance by one.</summary>
    private async Task<BcEntity> RoundAsync(BcEntity settled, WantedDocument wanted, DocumentRef id, CancellationToken ct)
    {
        var (lines, target) = Lines(settled, wanted);
        foreach (var stale in LinePlan.Of(lines, target).Removed)
        {
            await client.DeleteAsync(wanted.Sets.Line(stale.Id), stale.ETag, ct).ConfigureAwait(false);
            settled = await client.GetAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false);
        }

        var difference = wanted.Document.Totals.Gross.Amount - Total(settled);
        if (difference == 0 || Math.Abs(difference) > wanted.Document.RoundingTolerance.Amount || wanted.Document.RoundingAccount is not { Length: > 0 } account)
        {
            return settled;
        }

        var line = new WantedLine(WantedLine.Account, BcText.Code(account, 20, "roundingAccount"), "roundingAccount")
        {
            Quantity = 1m,
            UnitPrice = difference,
            Text = "Rounding difference",
        };
        await client.PostAsync(BcQuery.Children(wanted.Sets.Set, id.Id, wanted.Sets.Lines), line.ToJson(), ct).ConfigureAwait(false);
        return await client.GetAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false);
    }

    private bool IsProven(BcEntity header, WantedDocument wanted) => Total(header) == wanted.Document.Totals.Gross.Amount && proof.Ties(wanted.Document, header);

    private BcException Unproven(BcEntity header, WantedDocument wanted, string consequence) => IsRoundingAway(wanted, Total(header)) && !proof.Ties(wanted.Document, header)
        ? TaxProof.Mismatch(wanted, TaxProof.Of(header), consequence)
        : Mismatch(wanted, Total(header), consequence);

    /// <summary>
    /// Whether rounding explains the difference. A document that people posted before its rounding line could be added stays as it is: the difference is
    /// known, bounded, and no reason to hold up the order.
    /// </summary>
    public static bool IsRoundingAway(WantedDocument wanted, decimal total) =>
        Math.Abs(total - wanted.Document.Totals.Gross.Amount) <= wanted.Document.RoundingTolerance.Amount;

    private static decimal Total(BcEntity header) => header.Decimal(BcFields.TotalIncludingTax);

    private static (IReadOnlyList<BcEntity> Existing, IReadOnlyList<WantedLine> Wanted) Lines(BcEntity document, WantedDocument wanted) =>
        ([.. document.Children(wanted.Sets.Lines).OrderBy(line => line.Integer(BcFields.Sequence))], wanted.LinesFor(document.Flag(BcFields.PricesIncludeTax)));

    /// <summary>The document as it is after the changes; null when nothing had to be done and total and tax are right.</summary>
    private async Task<BcEntity?> SettleAsync(BcEntity existing, WantedDocument wanted, DocumentRef id, CancellationToken ct)
    {
        var header = HeaderChanges(existing, wanted, id);
        var (lines, target) = Lines(existing, wanted);
        var plan = LinePlan.Of(lines, target);
        var onlyRounding = plan is { Changed.Count: 0, Added.Count: 0 } && plan.Removed.All(line => IsRounding(line, wanted));
        if (header.Count == 0 && onlyRounding && existing.Decimal(BcFields.DiscountAmount) == wanted.InvoiceDiscount)
        {
            // The answer to a deep insert may carry the totals from before its lines: look again before drawing conclusions.
            return IsProven(existing, wanted) ? null : await client.GetAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false);
        }

        if (!DocumentStatus.IsEditable(existing))
        {
            throw DocumentSink.NotEditable(id, existing);
        }

        if (header.Count > 0)
        {
            await client.PatchAsync(BcQuery.Record(wanted.Sets.Set, id.Id), ETag(existing), header, ct).ConfigureAwait(false);
            existing = await client.GetAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false);
            (lines, target) = Lines(existing, wanted);
            plan = LinePlan.Of(lines, target);
        }

        existing = await ApplyAsync(plan, existing, wanted, id, ct).ConfigureAwait(false);
        if (existing.Decimal(BcFields.DiscountAmount) != wanted.InvoiceDiscount)
        {
            var discount = new JsonObject { [BcFields.DiscountAmount] = wanted.InvoiceDiscount };
            await client.PatchAsync(BcQuery.Record(wanted.Sets.Set, id.Id), ETag(existing), discount, ct).ConfigureAwait(false);
            existing = await client.GetAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false);
        }

        return existing;
    }

    private async Task<BcEntity> ApplyAsync(LinePlan plan, BcEntity existing, WantedDocument wanted, DocumentRef id, CancellationToken ct)
    {
        if (plan.IsEmpty)
        {
            return existing;
        }

        var redistributes = existing.Decimal(BcFields.DiscountAmount) != 0;
        try
        {
            foreach (var (line, target) in plan.Changed)
            {
                // With an invoice discount a changed line changes its neighbours too, and their versions with them.
                var fresh = redistributes ? await client.GetAsync(wanted.Sets.Line(line.Id), ct).ConfigureAwait(false) : line;
                await client.PatchAsync(wanted.Sets.Line(line.Id), ETag(fresh), target.Changes(line), ct).ConfigureAwait(false);
            }

            foreach (var (line, sequence) in plan.Added)
            {
                await client.PostAsync(BcQuery.Children(wanted.Sets.Set, id.Id, wanted.Sets.Lines), line.ToJson(sequence), ct).ConfigureAwait(false);
            }

            foreach (var line in plan.Removed)
            {
                await client.DeleteAsync(wanted.Sets.Line(line.Id), redistributes ? null : line.ETag, ct).ConfigureAwait(false);
            }
        }
        catch (BcException refused) when (!refused.Unknown && refused.Status == 400)
        {
            throw await diagnosis.ExplainAsync(refused, wanted, ct).ConfigureAwait(false);
        }
        catch (BcException gone) when (gone.Status == 404)
        {
            // Mostly the document itself: people posted it. But what a line refers to may be gone as well.
            throw await diagnosis.ExplainGoneAsync(gone, wanted, ct).ConfigureAwait(false);
        }

        return await client.GetAsync(wanted.Sets.Record(id.Id), ct).ConfigureAwait(false);
    }

    private static JsonObject HeaderChanges(BcEntity existing, WantedDocument wanted, DocumentRef id)
    {
        var changes = new JsonObject();
        foreach (var (name, value) in wanted.Header)
        {
            var same = value!.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False
                ? existing.Flag(name) == value.GetValue<bool>()
                : existing.Text(name) == value.GetValue<string>();
            if (same)
            {
                continue;
            }

            if (name is BcFields.CustomerNumber or BcFields.CurrencyCode && existing.Text(name).Length > 0)
            {
                throw BcException.Of(FaultKind.Rejected, "bc.party-changed", $"{id.Kind} {id.Number} has another {name} than wanted; Business Central cannot change it on a document with lines.",
                    "Correct the document in Business Central, or delete it and retry.", name == BcFields.CurrencyCode ? "currency" : "customer");
            }

            changes[name] = value.DeepClone();
        }

        return changes;
    }

    private static bool IsRounding(BcEntity line, WantedDocument wanted) =>
        wanted.Document.RoundingAccount is { } account && line.Text(BcFields.LineType) == WantedLine.Account
        && line.Text(BcFields.LineObjectNumber).Equals(account, StringComparison.OrdinalIgnoreCase);

    private static string ETag(BcEntity entity) => entity.ETag ?? "*";

    private static BcException Mismatch(WantedDocument wanted, decimal actual, string consequence) => BcException.Of(
        FaultKind.Rejected, "bc.total-mismatch",
        string.Create(CultureInfo.InvariantCulture, $"{wanted.Sets.Kind} {wanted.ExternalNumber}: the total must be {wanted.Document.Totals.Gross}, Business Central arrives at {actual}; {consequence}."),
        "Compare tax codes of items, accounts and customer with the shop's taxes; correct the posting groups or the mapping and retry.", "totals.gross");
}
