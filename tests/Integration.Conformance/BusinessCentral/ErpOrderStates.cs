using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpOrderStates(ErpDesk desk) : SourceFixture<SalesDocumentState>(ConformanceReports.Json<SalesDocumentState>())
{
    private int _changes;

    public override string Entity => EntityNames.SalesDocumentState;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "SalesOrder:01234567-0123-0123-0123-0123456789ab:S-ORD999999";

    public override IReadOnlyList<string> KnownCheckpoints =>
    [
        "2026-11-24T09:00:00.0000000+00:00~01234567-0123-0123-0123-0123456789ab|0001-01-01T00:00:00.0000000+00:00~|0001-01-01T00:00:00.0000000+00:00~",
    ];

    public override IReadOnlyList<string> RequiredMembers => ["id", "number", "lastModifiedDateTime", "status", "salesOrderLines"];

    public override IReadOnlyList<string> WordMembers => ["status", "lineType"];

    public override async ValueTask<string> AddAsync(CancellationToken ct) => (await desk.EnterAsync(desk.Order(), ct)).Id;

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        desk.World.EditOrderLine(id.Split(':')[2], 10_000, "quantity", 3m + _changes++);
        return new(true);
    }

    public override ValueTask<bool> DeleteAsync(string id, CancellationToken ct)
    {
        desk.World.DeleteOrder(id.Split(':')[2]);
        return new(true);
    }

    public override async ValueTask<string?> AddWithAmountAsync(Money amount, CancellationToken ct)
    {
        if (amount.Currency != ErpDesk.Eur)
        {
            return null;
        }

        var order = desk.Order(amount.Amount, 1m);
        return (await desk.EnterAsync(order with { Lines = [order.Lines[0]], Totals = ErpDesk.Totals(amount.Amount) }, ct)).Id;
    }

    protected override Money? AmountOf(SalesDocumentState record) => record.Totals?.Gross;

    protected override (Money Parts, Money Total)? SumOf(SalesDocumentState record) => record.Totals is { } totals ? (totals.Net + totals.Tax, totals.Gross) : null;
}
