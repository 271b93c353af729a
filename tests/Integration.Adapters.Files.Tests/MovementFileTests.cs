using ErpSync.Model;

namespace ErpSync.Adapters.Files.Tests;

public sealed class MovementFileTests
{
    private const string Shipments = "shipment_id,order_number,shipped_at,sku,quantity,carrier,tracking\n";
    private const string Returns = "return_id,order_number,received_at,sku,quantity,disposition,location,reason\n";

    [Fact]
    public async Task Rows_of_one_shipment_become_one_shipment()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("shipments-1.csv", Shipments
            + "S1,SO-1,2026-03-02T08:00:00Z,A,2,DHL,T1\nS1,SO-1,2026-03-02T08:00:00Z,B,1,DHL,T2\nS2,SO-2,2026-03-02T08:00:00Z,A,1,,\n");
        await warehouse.ReadAsync<Shipment>();
        var shipment = (await warehouse.FindAsync<Shipment>("S1")).Value!;
        shipment.OrderNumber.Should().Be("SO-1");
        shipment.Lines.Should().Equal(new ShipmentLine("A", 2m), new ShipmentLine("B", 1m));
        shipment.TrackingNumbers.Should().Equal("T1", "T2");

        var checkpoint = warehouse.LastCheckpoint;
        warehouse.Send("shipments-2.csv", Shipments + "S1,SO-1,2026-03-02T08:00:00Z,A,2,DHL,T1\nS1,SO-1,2026-03-02T08:00:00Z,B,1,DHL,T2\n");
        (await warehouse.ReadAsync<Shipment>(checkpoint)).Should().BeEmpty("the same confirmation again is no change");
    }

    [Fact]
    public async Task One_bad_row_keeps_its_whole_shipment_back()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("shipments-1.csv", Shipments
            + "S1,SO-1,2026-03-02T08:00:00Z,A,2,,\nS1,SO-1,2026-03-02T08:00:00Z,B,0,,\nS2,SO-2,2026-03-02T08:00:00Z,A,1,,\nS3,SO-3,2026-03-02T08:00:00Z,A,1,,\nS3,SO-4,2026-03-02T08:00:00Z,B,1,,\n");
        await warehouse.ReadAsync<Shipment>();
        (await warehouse.FindAsync<Shipment>("S1")).Fault!.Code.Should().Be("files.quantity-negative");
        (await warehouse.FindAsync<Shipment>("S2")).Value.Should().NotBeNull();
        (await warehouse.FindAsync<Shipment>("S3")).Fault!.Code.Should().Be("files.record-inconsistent");
    }

    [Fact]
    public async Task Returns_carry_their_disposition()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("returns-1.csv", Returns
            + "R1,SO-1,2026-03-02T08:00:00Z,A,1,Restock,WH-1,too small\nR1,SO-1,2026-03-02T08:00:00Z,B,1,damaged,,\nR2,SO-2,2026-03-02T08:00:00Z,A,1,Burnt,,\n");
        await warehouse.ReadAsync<WarehouseReturn>();
        (await warehouse.FindAsync<WarehouseReturn>("R1")).Value!.Lines.Should().Equal(
            new WarehouseReturnLine("A", 1m, ReturnDisposition.Restock, "WH-1", "too small"), new WarehouseReturnLine("B", 1m, ReturnDisposition.Damaged, null, null));
        (await warehouse.FindAsync<WarehouseReturn>("R2")).Fault!.Message.Should().Contain("Burnt").And.Contain("Quarantine");
    }
}
