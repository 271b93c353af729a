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

    [Theory]
    [InlineData("S1,SO-1,2026-03-02T08:00:00Z,B,1,D\n")]
    [InlineData(",SO-1,2026-03-02T08:00:00Z,B,1,,\n")]
    public async Task A_row_that_names_no_shipment_keeps_back_every_shipment_of_its_file_until_it_is_corrected(string torn)
    {
        using var warehouse = new Warehouse();
        warehouse.Send("shipments-1.csv", Shipments + "S1,SO-1,2026-03-02T08:00:00Z,A,2,,\n" + torn + "S2,SO-2,2026-03-02T08:00:00Z,A,1,,\n");
        await warehouse.ReadAsync<Shipment>();
        foreach (var id in new[] { "S1", "S2" })
        {
            var kept = await warehouse.FindAsync<Shipment>(id);
            kept.Value.Should().BeNull("{0} may lack the torn row", id);
        }

        warehouse.Text("reject", ".rows.csv").Should().Contain("send it again");
        warehouse.Restart();
        (await warehouse.FindAsync<Shipment>("S1")).Value.Should().BeNull();
        warehouse.Send("shipments-2.csv", Shipments + "S1,SO-1,2026-03-02T08:00:00Z,A,2,,\nS1,SO-1,2026-03-02T08:00:00Z,B,1,,\nS2,SO-2,2026-03-02T08:00:00Z,A,1,,\n");
        await warehouse.ReadAsync<Shipment>();
        (await warehouse.FindAsync<Shipment>("S1")).Value!.Lines.Should().HaveCount(2);
        (await warehouse.FindAsync<Shipment>("S2")).Value.Should().NotBeNull();
    }

    [Fact]
    public async Task A_row_that_names_no_return_keeps_back_every_return_of_its_file()
    {
        using var warehouse = new Warehouse();
        warehouse.Send("returns-1.csv", Returns + "R1,SO-1,2026-03-02T08:00:00Z,A,1,Restock,WH-1,\nR1,SO-1\n");
        await warehouse.ReadAsync<WarehouseReturn>();
        (await warehouse.FindAsync<WarehouseReturn>("R1")).Value.Should().BeNull();
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
