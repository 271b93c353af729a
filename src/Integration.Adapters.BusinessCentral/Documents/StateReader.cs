using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Reads what Business Central says about documents, also about orders that disappeared because they were posted.</summary>
internal sealed class StateReader(BcClient client, BcCompany company)
{
    private const int Chunk = 20;

    public async Task<IReadOnlyList<SourceRecord<SalesDocumentState>>> FindAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        var wanted = new List<(string Text, DocumentRef Ref)>();
        var found = new List<SourceRecord<SalesDocumentState>>(ids.Count);
        foreach (var text in ids.Distinct(StringComparer.Ordinal))
        {
            if (DocumentRef.TryParse(text) is { } id)
            {
                wanted.Add((text, id));
            }
            else
            {
                found.Add(new SourceRecord<SalesDocumentState>(text, "unusable", DateTimeOffset.MinValue, null, Fault: new Fault(
                    FaultKind.Invalid, "bc.document-id", $"'{text}' is not the id of a Business Central document.")
                { Hint = "Use the id of the RecordRef that the connection returned." }));
            }
        }

        foreach (var kind in wanted.GroupBy(document => document.Ref.Kind))
        {
            foreach (var chunk in kind.Chunk(Chunk))
            {
                var sets = DocumentSets.Of(kind.Key);
                var query = BcQuery.Set(sets.Set) with { Filter = BcQuery.Any(BcFields.Id, chunk.Select(document => document.Ref.Id).Distinct()), Expand = sets.Lines };
                var headers = (await client.ListAsync(query, ct).ConfigureAwait(false)).ToDictionary(header => header.RequiredId(sets.Set));
                var invoices = kind.Key == SalesDocumentKind.SalesOrder ? await InvoicesAsync(chunk.Select(document => document.Ref), headers, ct).ConfigureAwait(false) : [];
                foreach (var (text, id) in chunk)
                {
                    var header = headers.TryGetValue(id.Id, out var listed) ? listed : (BcEntity?)null;
                    found.Add(await RecordAsync(text, id, header, Own(id, header, invoices), ct).ConfigureAwait(false));
                }
            }
        }

        return found;
    }

    private async Task<List<BcEntity>> InvoicesAsync(IEnumerable<DocumentRef> orders, Dictionary<Guid, BcEntity> open, CancellationToken ct)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var unnumbered = new HashSet<Guid>();
        foreach (var order in orders)
        {
            if (open.TryGetValue(order.Id, out var header))
            {
                if (header.Children(BcSets.SalesOrderLines).Any(line => line.Decimal(BcFields.InvoicedQuantity) != 0))
                {
                    numbers.Add(header.Text(BcFields.Number));
                }
            }
            else if (order.Number.Length > 0)
            {
                numbers.Add(order.Number);
            }
            else
            {
                unnumbered.Add(order.Id);
            }
        }

        var invoices = new List<BcEntity>();
        var query = BcQuery.Set(BcSets.SalesInvoices) with { Expand = BcSets.SalesInvoiceLines };
        if (numbers.Count > 0)
        {
            invoices.AddRange(await client.ListAsync(query with { Filter = BcQuery.Any(BcFields.OrderNumber, numbers) }, ct).ConfigureAwait(false));
        }

        if (unnumbered.Count > 0)
        {
            invoices.AddRange(await client.ListAsync(query with { Filter = BcQuery.Any(BcFields.OrderId, unnumbered) }, ct).ConfigureAwait(false));
        }

        return invoices;
    }

    private async Task<SourceRecord<SalesDocumentState>> RecordAsync(string text, DocumentRef id, BcEntity? header, List<BcEntity> own, CancellationToken ct)
    {
        if (header is null && own.Count == 0)
        {
            // A list may miss what is newest; "gone" leads to decisions, so the record itself is asked before it is said.
            header = await client.FindAsync(DocumentSets.Of(id.Kind).Record(id.Id), ct).ConfigureAwait(false);
            own = id.Kind == SalesDocumentKind.SalesOrder
                ? Own(id, header, await InvoicesAsync([id], header is { } open ? new Dictionary<Guid, BcEntity> { [id.Id] = open } : [], ct).ConfigureAwait(false))
                : [];
        }

        if (header is null && own.Count == 0)
        {
            return new SourceRecord<SalesDocumentState>(text, "gone", DateTimeOffset.MinValue, null, IsDeleted: true);
        }

        try
        {
            var state = header is { } document
                ? await OpenAsync(text, id.Kind, document, own, ct).ConfigureAwait(false)
                : await PostedOrderAsync(text, own, ct).ConfigureAwait(false);
            var changed = own.Append(header ?? own[0]).Max(record => record.RequiredInstant(BcFields.LastModifiedDateTime, BcSets.SalesInvoices));
            return new SourceRecord<SalesDocumentState>(text, Version(state), changed, state);
        }
        catch (BcException unusable) when (unusable.Fault.Kind == FaultKind.Invalid)
        {
            return new SourceRecord<SalesDocumentState>(text, "unusable", DateTimeOffset.MinValue, null, Fault: unusable.Fault);
        }
    }

    private static List<BcEntity> Own(DocumentRef id, BcEntity? header, List<BcEntity> invoices)
    {
        var number = header?.Text(BcFields.Number) ?? id.Number;
        return [.. invoices
            .Where(invoice => (number.Length > 0 && invoice.Text(BcFields.OrderNumber) == number) || (number.Length == 0 && invoice.Guid(BcFields.OrderId) == id.Id))
            .DistinctBy(invoice => invoice.Id).OrderBy(invoice => invoice.Text(BcFields.Number), StringComparer.Ordinal)];
    }

    private async Task<SalesDocumentState> OpenAsync(string text, SalesDocumentKind kind, BcEntity header, List<BcEntity> invoices, CancellationToken ct)
    {
        var sets = DocumentSets.Of(kind);
        if (!header.Has(BcFields.Status) || !header.Has(sets.Lines))
        {
            throw BcFaults.Unreadable(write: false, sets.Set, "has a document without status or lines");
        }

        var currency = await company.CurrencyAsync(header.Text(BcFields.CurrencyCode), ct).ConfigureAwait(false);
        var includesTax = header.Flag(BcFields.PricesIncludeTax);
        var lines = header.Children(sets.Lines).OrderBy(line => line.Integer(BcFields.Sequence)).ToList();
        var status = DocumentStatus.Read(kind, header, lines);
        var posted = kind != SalesDocumentKind.SalesOrder && status == SalesDocumentStatus.Posted;
        return new SalesDocumentState
        {
            Id = text,
            Kind = kind,
            Number = header.RequiredText(BcFields.Number, sets.Set),
            ExternalNumber = header.Text(BcFields.ExternalDocumentNumber),
            Status = status,
            Lines = [.. lines.Select(line => new SalesDocumentLineState(
                Key(line), line.Text(BcFields.LineObjectNumber), line.Decimal(BcFields.Quantity),
                kind == SalesDocumentKind.SalesOrder ? line.Decimal(BcFields.ShippedQuantity) : posted ? line.Decimal(BcFields.Quantity) : 0m,
                kind == SalesDocumentKind.SalesOrder ? line.Decimal(BcFields.InvoicedQuantity) : posted ? line.Decimal(BcFields.Quantity) : 0m,
                Amount(line, includesTax, currency)))],
            PostedNumbers = posted ? [header.Text(BcFields.Number)] : [.. invoices.Select(invoice => invoice.Text(BcFields.Number))],
            FirstPostingDate = posted ? header.Date(BcFields.PostingDate) : First(invoices),
            PostedDocuments = posted ? [PostedReading.Read(header, sets.Lines, currency)] : Posted(invoices, currency),
            OpenAmount = posted ? new Money(Remaining(kind, header), currency)
                : invoices.Count > 0 ? new Money(invoices.Sum(invoice => invoice.Decimal(BcFields.RemainingAmount)), currency) : null,
            Totals = Totals([header], currency),
        };
    }

    private async Task<SalesDocumentState> PostedOrderAsync(string text, List<BcEntity> invoices, CancellationToken ct)
    {
        var currency = await company.CurrencyAsync(invoices[0].Text(BcFields.CurrencyCode), ct).ConfigureAwait(false);
        var lines = invoices
            .SelectMany(invoice => invoice.Children(BcSets.SalesInvoiceLines).Select(line => (Line: line, IncludesTax: invoice.Flag(BcFields.PricesIncludeTax))))
            .GroupBy(line => line.Line.Integer(BcFields.Sequence)).OrderBy(group => group.Key);
        return new SalesDocumentState
        {
            Id = text,
            Kind = SalesDocumentKind.SalesOrder,
            Number = invoices[0].Text(BcFields.OrderNumber),
            ExternalNumber = invoices[0].Text(BcFields.ExternalDocumentNumber),
            Status = SalesDocumentStatus.Posted,
            Lines = [.. lines.Select(group =>
            {
                var quantity = group.Sum(line => line.Line.Decimal(BcFields.Quantity));
                return new SalesDocumentLineState(
                    Key(group.First().Line), group.First().Line.Text(BcFields.LineObjectNumber), quantity, quantity, quantity,
                    new Money(group.Sum(line => Amount(line.Line, line.IncludesTax, currency).Amount), currency));
            })],
            PostedNumbers = [.. invoices.Select(invoice => invoice.Text(BcFields.Number))],
            FirstPostingDate = First(invoices),
            PostedDocuments = Posted(invoices, currency),
            OpenAmount = new Money(invoices.Sum(invoice => invoice.Decimal(BcFields.RemainingAmount)), currency),
            Totals = Totals(invoices, currency),
        };
    }

    private static DateOnly? First(List<BcEntity> invoices) => invoices.Min(invoice => invoice.Date(BcFields.PostingDate));

    private static List<PostedDocument> Posted(List<BcEntity> invoices, Currency currency) =>
        invoices.ConvertAll(invoice => PostedReading.Read(invoice, BcSets.SalesInvoiceLines, currency));

    private static decimal Remaining(SalesDocumentKind kind, BcEntity header) => kind == SalesDocumentKind.SalesInvoice
        ? header.Decimal(BcFields.RemainingAmount)
        // Credit memos show no remaining amount: an open one counts in full.
        : header.Text(BcFields.Status) == DocumentStatus.Open ? header.Decimal(BcFields.TotalIncludingTax) : 0m;

    private static DocumentTotals Totals(IReadOnlyList<BcEntity> headers, Currency currency) => new(
        new Money(headers.Sum(header => header.Decimal(BcFields.TotalExcludingTax)), currency),
        new Money(headers.Sum(header => header.Decimal(BcFields.TotalTax)), currency),
        new Money(headers.Sum(header => header.Decimal(BcFields.TotalIncludingTax)), currency));

    private static string Key(BcEntity line) => line.Integer(BcFields.Sequence).ToString(CultureInfo.InvariantCulture);

    private static Money Amount(BcEntity line, bool includesTax, Currency currency) =>
        new(line.Decimal(includesTax ? BcFields.AmountIncludingTax : BcFields.AmountExcludingTax), currency);

    /// <summary>A digest of the content: the service's own version does not change with shipped quantities or what is still unpaid.</summary>
    private static string Version(SalesDocumentState state)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{state.Number}|{state.ExternalNumber}|{state.Status}|{state.OpenAmount}|{state.Totals}|{string.Join(',', state.PostedNumbers)}");
        foreach (var line in state.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{line.Key};{line.Number};{line.Quantity};{line.ShippedQuantity};{line.InvoicedQuantity};{line.Amount}");
        }

        foreach (var document in state.PostedDocuments ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"|{document.Number};{document.Gross}");
            foreach (var tax in document.Taxes)
            {
                text.Append(CultureInfo.InvariantCulture, $";{tax.Code};{tax.Rate};{tax.Base};{tax.Amount}");
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
