using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Stages;

namespace ErpSync.Planning;

/// <summary>
/// Plans what ErpSync itself posts: credit memos and invoices it wrote, and shipped quantities where the shop executes. Goods are posted on the day on
/// which they left, since that is when they become revenue.
/// </summary>
internal sealed class PostingEffects(string shop, string erp, OrderSyncOptions options, IDocumentDates dates)
{
    /// <summary>Whether a planned document will be posted once it exists.</summary>
    public bool WillPost(PlannedDocument planned) =>
        planned.Action != DocumentAction.Cancel && (PostsWhole(planned.Document.Kind) || options.Executor == FulfilmentExecutor.Shop);

    public IEnumerable<PlannedEffect> Of(Order order, WrittenDocuments written, DocumentPlan plan, DateTimeOffset now)
    {
        var changing = plan.Documents.Select(document => document.Document.Source).ToHashSet();
        foreach (var (record, memo, state) in written.All)
        {
            if (state is null || memo.IsCancelled || changing.Contains(memo.Source))
            {
                continue;
            }

            if (IsToPost(memo, state))
            {
                if (!IsHeld(order, memo))
                {
                    yield return Post(order, record, memo, state, [], memo.Kind == SalesDocumentKind.SalesInvoice ? LeftOn(order, memo, now) : null, "post");
                }
            }
            else if (memo.Kind == SalesDocumentKind.SalesOrder && options.Executor == FulfilmentExecutor.Shop && state.Status != SalesDocumentStatus.Posted)
            {
                var lines = ShippedLines(order, memo, state).ToList();
                if (lines.Count > 0)
                {
                    var target = string.Join(',', lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.LineKey}={line.PostedBefore + line.Quantity}")));
                    yield return Post(order, record, memo, state, lines, LeftOn(order, memo, now), $"ship:{target}");
                }
            }
        }
    }

    /// <summary>
    /// Why what is written and ErpSync's to post is not posted, or null. Where nobody ships the goods it ends as a case, after the engine's limit for waiting.
    /// </summary>
    public PlanWait? HeldInvoice(Order order, WrittenDocuments written)
    {
        var held = written.All
            .Where(document => !document.Memo.IsCancelled && IsToPost(document.Memo, document.State) && IsHeld(order, document.Memo))
            .Select(document => document.State!.Number).ToList();
        return held.Count == 0
            ? null
            : new PlanWait("document.invoice-held", $"Order {order.Name}: invoice {string.Join(", ", held)} is not posted: goods were added to it that have not left.");
    }

    private bool IsToPost(DocumentMemo memo, SalesDocumentState? state) =>
        PostsWhole(memo.Kind) && state?.Status is (SalesDocumentStatus.Open or SalesDocumentStatus.Released);

    /// <summary>Goods were added after the invoice was made, and an invoice that is posted ships what is on it.</summary>
    private static bool IsHeld(Order order, DocumentMemo memo) => memo.Kind == SalesDocumentKind.SalesInvoice && !HasLeft(order, memo);

    /// <summary>Whether everything on the document that can be shipped has left.</summary>
    private static bool HasLeft(Order order, DocumentMemo memo)
    {
        var goods = GoodsOf(order);
        var left = order.Fulfilments.Where(fulfilment => fulfilment.Succeeded).SelectMany(fulfilment => fulfilment.Lines).ToLookup(line => line.LineId, line => line.Quantity);
        return memo.Lines.Where(line => line.SourceLine is not null && goods.Contains(line.SourceLine)).GroupBy(line => line.SourceLine!)
            .All(line => left[line.Key].Sum() >= line.Sum(part => part.Quantity));
    }

    /// <summary>Posting date of the goods on a document: that of their last parcel. Null when none of them left, or the shop does not say when.</summary>
    private DateOnly? LeftOn(Order order, DocumentMemo memo, DateTimeOffset now)
    {
        var lines = memo.Lines.Select(line => line.SourceLine).ToHashSet(StringComparer.Ordinal);
        var last = order.Fulfilments.Where(fulfilment => fulfilment.Succeeded && fulfilment.Lines.Any(line => lines.Contains(line.LineId)))
            .Select(fulfilment => fulfilment.CreatedAt).DefaultIfEmpty().Max();
        return last == default ? null : dates.PostingDate(dates.DayOf(last, options.Documents), now, options.Documents);
    }

    /// <summary>Lines of what leaves in a parcel.</summary>
    private static HashSet<string> GoodsOf(Order order) =>
        order.Lines.Where(line => line.Kind is OrderLineKind.Product or OrderLineKind.Custom).Select(line => line.Id).ToHashSet(StringComparer.Ordinal);

    private bool PostsWhole(SalesDocumentKind kind) => kind switch
    {
        SalesDocumentKind.CreditMemo => options.PostCreditMemos,
        SalesDocumentKind.SalesInvoice => options.PostInvoices,
        _ => false,
    };

    private PlannedEffect Post(
        Order order, WrittenRecord record, DocumentMemo memo, SalesDocumentState state, List<PostingLine> lines, DateOnly? day, string intent) =>
        new(erp, EntityNames.DocumentPosting, WriteKind.Create,
            new IdempotencyKey($"{shop}:order:{order.Id}:{memo.Source.Type}:{memo.Source.Id}:{intent}"),
            new DocumentPosting { DocumentId = record.Ref.Id, Kind = memo.Kind, ExternalNumber = state.ExternalNumber, PostingDate = day, Lines = lines })
        {
            LinkName = LinkNames.Posting(memo.Source),
            Title = lines.Count == 0 ? $"Post {memo.Kind} {state.Number}" : $"Post shipped quantities of {state.Number}",
        };

    /// <summary>Units fulfilled in the shop and not yet posted, spread over the document's lines in their order.</summary>
    private static IEnumerable<PostingLine> ShippedLines(Order order, DocumentMemo memo, SalesDocumentState state)
    {
        var shipped = order.Fulfilments.Where(fulfilment => fulfilment.Succeeded).SelectMany(fulfilment => fulfilment.Lines)
            .GroupBy(line => line.LineId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (decimal)group.Sum(line => line.Quantity), StringComparer.Ordinal);
        var lines = LineAlignment.Of(memo, state);
        var goods = GoodsOf(order);
        var goodsDone = true;
        for (var i = 0; i < memo.Lines.Count; i++)
        {
            var line = memo.Lines[i];
            if (line.SourceLine is null || lines.StateOf(i) is not { } there)
            {
                continue;
            }

            if (!shipped.TryGetValue(line.SourceLine, out var units))
            {
                goodsDone &= !goods.Contains(line.SourceLine) || there.Quantity <= there.InvoicedQuantity;
                continue;
            }

            var target = Math.Min(units, there.Quantity);
            shipped[line.SourceLine] = units - target;
            goodsDone &= target == there.Quantity;
            if (target > there.InvoicedQuantity)
            {
                yield return new PostingLine(there.Key, target - there.InvoicedQuantity, there.InvoicedQuantity);
            }
        }

        if (!goodsDone || order.Fulfilments.Count == 0)
        {
            yield break;
        }

        // Everything that never ships (shipping charges, duties, tips, gift cards) is invoiced with the last goods.
        for (var i = 0; i < memo.Lines.Count; i++)
        {
            var line = memo.Lines[i];
            if ((line.SourceLine is null || !goods.Contains(line.SourceLine)) && line.Number.Length > 0
                && lines.StateOf(i) is { } there && there.Quantity > there.InvoicedQuantity)
            {
                yield return new PostingLine(there.Key, there.Quantity - there.InvoicedQuantity, there.InvoicedQuantity);
            }
        }
    }
}
