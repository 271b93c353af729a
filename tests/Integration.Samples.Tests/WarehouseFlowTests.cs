using System.Net;
using CustomAdapter;
using ErpSync.Storage;

namespace ErpSync.Samples.Tests;

/// <summary>What a user of the custom adapter sees: shipments and stock arrive in the shop, once, whatever the warehouse does.</summary>
public sealed class WarehouseFlowTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Shipment_arrives_once_although_its_page_is_read_twice()
    {
        await using var host = await WarehouseHost.StartAsync();
        host.Warehouse.Ship(Shipment("SH-1", "#1001"));

        var first = await host.ErpSync.SweepAsync(WarehouseHost.Shipments);
        await host.SettleAsync();
        var requests = host.Warehouse.Requests;
        var second = await host.ErpSync.SweepAsync(WarehouseHost.Shipments);
        var counts = await host.SettleAsync();

        first.Should().BeLessThanOrEqualTo(1);
        second.Should().Be(0, "the overlap reads the row again, and id and version say that it is known");
        host.Warehouse.Requests.Should().BeGreaterThan(requests);
        counts.Accepted.Should().Be(1);
        host.Shop.Fulfilments.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { ShopOrderId = "#1001", Number = "SH-1", Carrier = "DHL", TrackingNumbers = new[] { "JJD0001" } });
    }

    [Fact]
    public async Task Changed_shipment_is_seen_again_but_not_fulfilled_again()
    {
        await using var host = await WarehouseHost.StartAsync();
        host.Warehouse.Ship(Shipment("SH-1", "#1001"));
        await host.ErpSync.SweepAsync(WarehouseHost.Shipments);
        await host.SettleAsync();

        host.Warehouse.Ship(Shipment("SH-1", "#1001") with { Revision = "2", ChangedAt = At.AddMinutes(5) });
        await host.ErpSync.SweepAsync(WarehouseHost.Shipments);
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 2, Applied = 1, Unchanged = 1 });
        host.Shop.Fulfilments.Should().ContainSingle();
    }

    [Fact]
    public async Task Throttled_warehouse_costs_time_and_nothing_else()
    {
        await using var host = await WarehouseHost.StartAsync();
        host.Warehouse.Ship(Shipment("SH-1", "#1001"));
        for (var i = 0; i < 3; i++)
        {
            host.Warehouse.AnswerNext(() => new HttpResponseMessage(HttpStatusCode.TooManyRequests));
        }

        await host.ErpSync.SweepAsync(WarehouseHost.Shipments);
        await host.SettleAsync();

        host.Shop.Fulfilments.Should().ContainSingle();
        (await host.ErpSync.CasesAsync(new CaseQuery(State: null))).Should().BeEmpty();
    }

    [Fact]
    public async Task Shipment_without_an_order_is_one_case_and_the_others_go_on()
    {
        await using var host = await WarehouseHost.StartAsync();
        host.Warehouse.Ship(Shipment("SH-1", "#1001"));
        host.Warehouse.Ship(Shipment("SH-2", null));
        host.Warehouse.Ship(Shipment("SH-3", "#1003"));

        await host.ErpSync.SweepAsync(WarehouseHost.Shipments);
        await host.SettleAsync();

        host.Shop.Fulfilments.Select(fulfilment => fulfilment.Number).Should().BeEquivalentTo("SH-1", "SH-3");
        var report = (await host.ErpSync.CasesAsync(new CaseQuery())).Should().ContainSingle().Subject.Report;
        report.Should().BeEquivalentTo(new { Code = "wms.shipment-without-order", Field = "externalOrderNumber" });
        report.Message.Should().Contain("SH-2");
        report.Hint.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Stock_of_the_warehouse_is_shown_in_the_shop()
    {
        await using var host = await WarehouseHost.StartAsync();
        host.Warehouse.Count(new WmsStock("MUG", "1", At, [new WmsBin("main", 12), new WmsBin("other", 3)]));
        host.Warehouse.Count(new WmsStock("NOT-SOLD-HERE", "1", At, [new WmsBin("main", 7)]));

        await host.ErpSync.SweepAsync(WarehouseHost.Stock);
        var counts = await host.SettleAsync();

        host.Shop.StockOf("MUG", "main").Should().Be(12);
        // A sweep of the shop may see the publication and signal it once more, which changes nothing.
        counts.Should().BeEquivalentTo(new { Applied = 1, Waiting = 0, OpenCases = 0 });
    }

    private static WmsShipment Shipment(string id, string? order) => new(id, "1", At, order, At, "DHL", "JJD0001", [new WmsLine("MUG", 2)]);
}
