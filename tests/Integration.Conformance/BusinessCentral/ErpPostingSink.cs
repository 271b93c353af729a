using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpPostingSink(ErpDesk desk) : SinkFixture<DocumentPosting>
{
    public override string Entity => EntityNames.DocumentPosting;

    public override async ValueTask<DocumentPosting> MakeAsync(CancellationToken ct)
    {
        var order = desk.Order();
        var reference = await desk.EnterAsync(order, ct);
        return new DocumentPosting
        {
            DocumentId = reference.Id,
            Kind = SalesDocumentKind.SalesOrder,
            ExternalNumber = order.ExternalNumber,
            Lines = [new PostingLine("10000", 2m, 0m), new PostingLine("20000", 1m, 0m)],
        };
    }

    public override ValueTask<int> CountAsync(DocumentPosting record, CancellationToken ct) => new(desk.Books.Invoices.Count(invoice => invoice.OrderNumber == Number(record)));

    public override ValueTask<bool> IsCompleteAsync(DocumentPosting record, CancellationToken ct) =>
        new(desk.Books.Invoices.Where(invoice => invoice.OrderNumber == Number(record)).Sum(invoice => invoice.Lines.Sum(line => line.Quantity)) == record.Lines.Sum(line => line.Quantity));

    public override async ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct)
    {
        await foreach (var record in ((ISource<SalesDocumentState>)connector).FindAsync([reference.Id], ct))
        {
            return record.Value?.PostedNumbers.Count > 0;
        }

        return false;
    }

    public override async ValueTask<(DocumentPosting Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => (await MakeAsync(ct) with { DocumentId = "no-such-shape" }, "documentId");

    public override async ValueTask<(DocumentPosting Record, string Named)?> MakeOrphanAsync(CancellationToken ct)
    {
        var posting = await MakeAsync(ct);
        return (posting with { DocumentId = "SalesOrder:01234567-0123-0123-0123-0123456789ab:S-ORD999999" }, "S-ORD999999");
    }

    private static string Number(DocumentPosting record) => record.DocumentId.Split(':') is [_, _, var number] ? number : record.DocumentId;
}
