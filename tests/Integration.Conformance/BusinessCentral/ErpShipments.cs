using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpShipments(ErpDesk desk) : SourceFixture<Shipment>(ConformanceReports.Json<Shipment>())
{
    public override string Entity => EntityNames.Shipment;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "01234567-0123-0123-0123-0123456789ab";

    public override IReadOnlyList<string> KnownCheckpoints => ["2026-11-24T09:00:00.0000000+00:00~01234567-0123-0123-0123-0123456789ab"];

    public override IReadOnlyList<string> RequiredMembers => ["value", "id", "lastModifiedDateTime", "salesShipmentLines", "lineObjectNumber", "quantity"];

    public override IReadOnlyList<string> WordMembers => ["lineType"];

    public override async ValueTask<string> AddAsync(CancellationToken ct)
    {
        var order = await desk.EnterAsync(desk.Order(), ct);
        desk.World.PostOrder(order.DisplayNumber!, ship: true, invoice: false);
        return desk.Books.Shipments.Single(shipment => shipment.OrderNumber == order.DisplayNumber).Id.ToString("D");
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct) => new(false);
}
