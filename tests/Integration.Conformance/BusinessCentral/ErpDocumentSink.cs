using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpDocumentSink(ErpDesk desk) : SinkFixture<SalesDocument>
{
    public override string Entity => EntityNames.SalesDocument;

    public override string? FollowsContent => "an attempt that died half-way leaves other content under the same external number, so a document that is not posted is brought to what is wanted now.";

    public override ValueTask<SalesDocument> MakeAsync(CancellationToken ct) => new(desk.Order());

    public override ValueTask<int> CountAsync(SalesDocument record, CancellationToken ct) => new(Mine(record).Count);

    public override ValueTask<bool> IsCompleteAsync(SalesDocument record, CancellationToken ct) => new(Mine(record) is [var order]
        && order.TotalIncludingTax == record.Totals.Gross.Amount && order.Lines.Count == record.Lines.Count
        && order.Lines.Zip(record.Lines).All(pair => pair.First.Number == pair.Second.Item && pair.First.Quantity == pair.Second.Quantity));

    public override async ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct)
    {
        await foreach (var record in ((ISource<SalesDocumentState>)connector).FindAsync([reference.Id], ct))
        {
            return !record.IsDeleted;
        }

        return false;
    }

    public override ValueTask<(SalesDocument Record, string Field)?> MakeInvalidAsync(CancellationToken ct)
    {
        var order = desk.Order();
        return new((order with { Lines = [order.Lines[0], order.Lines[1] with { Item = "" }] }, "lines[1].item"));
    }

    public override ValueTask<(SalesDocument Record, string Named)?> MakeOrphanAsync(CancellationToken ct) => new((desk.Order() with { Customer = new CustomerRef("7a9c1c1e-0000-4000-8000-000000000001", "C-MISSING") }, "C-MISSING"));

    public override ValueTask<(SalesDocument Record, string Field)?> MakeTooLongAsync(CancellationToken ct)
    {
        var order = desk.Order();
        return new((order with { ShipTo = order.ShipTo! with { City = new string('C', 31) } }, "shipTo.city"));
    }

    public override SalesDocument? Alter(SalesDocument record) => record with
    {
        Lines = [ErpDesk.Line(record.Lines[0].Item!, record.Lines[0].Quantity + 1m, record.Lines[0].UnitPrice.Amount), record.Lines[1]],
        Totals = ErpDesk.Totals(record.Totals.Gross.Amount + record.Lines[0].UnitPrice.Amount),
    };

    public override WriteItem<SalesDocument>? MakeIdentical(SalesDocument record, RecordRef reference) =>
        new("1", new IdempotencyKey("conformance:identical"), WriteKind.Update, record) { Target = reference };

    public override SalesDocument? WithTextOf(SalesDocument record, string text) => record with { ShipTo = record.ShipTo! with { Name = text } };

    public override ValueTask<string?> ReadTextAsync(SalesDocument record, CancellationToken ct) =>
        new(desk.Rows($"salesOrders?$filter=externalDocumentNumber eq {ErpDesk.Quote(record.ExternalNumber.ToUpperInvariant())}")[0].GetProperty("shipToName").GetString());

    private List<ErpDocument> Mine(SalesDocument record) => [.. desk.Books.Orders.Where(order => order.ExternalNumber.Equals(record.ExternalNumber, StringComparison.OrdinalIgnoreCase))];
}
