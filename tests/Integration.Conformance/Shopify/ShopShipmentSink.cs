using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopShipmentSink(ShopWorld world) : SinkFixture<Shipment>
{
    private const string Sku = "SHIPPED";
    private int _count;

    public override string Entity => EntityNames.Shipment;

    public override string? FollowsContent => "what is missing of a shipment is recorded beside what is there, and nothing is taken back.";

    public override ValueTask<Shipment> MakeAsync(CancellationToken ct)
    {
        if (_count == 0)
        {
            world.AddArticle(new SandboxItem(Sku, "Shipped article", 9.90m, 0.19m, 1_000_000, "4006381000017"));
        }

        var order = world.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Sku = Sku, Quantity = 3 }],
            Email = ConformanceCanary.Email,
            ShippingAddress = new ShopAddress { Address1 = ConformanceCanary.Street, City = "Hamburg", Zip = "20457", Phone = ConformanceCanary.Phone },
        });
        var number = string.Create(CultureInfo.InvariantCulture, $"TRACK-{++_count:D4}");
        return new(new Shipment
        {
            Id = $"shipment-{number}",
            Number = $"S-{number}",
            ShopOrderId = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Order/{order.Id}"),
            ShippedAt = ConformanceFixture.Start,
            Carrier = "DHL",
            TrackingNumbers = [number],
            Lines = [new ShipmentLine(Sku, 1m)],
            Location = "MAIN",
        });
    }

    /// <summary>A fulfilment is the shipment when it carries its tracking number: units beyond those shipped are a second one.</summary>
    public override ValueTask<int> CountAsync(Shipment record, CancellationToken ct) => new((Units(record), record.Lines[0].Quantity) switch
    {
        (0, _) => 0,
        var (units, wanted) when units <= wanted => 1,
        _ => 2,
    });

    public override ValueTask<bool> IsCompleteAsync(Shipment record, CancellationToken ct) => new(Units(record) == record.Lines[0].Quantity);

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => new(world.Orders
        .SelectMany(order => order.Fulfilments).Any(fulfilment => reference.Id == string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Fulfillment/{fulfilment.Id}")));

    public override async ValueTask<(Shipment Record, string Field)?> MakeInvalidAsync(CancellationToken ct) =>
        (await MakeAsync(ct) with { Lines = [new ShipmentLine(Sku, 1.5m)] }, "lines[0].quantity");

    public override Shipment? Alter(Shipment record) => record with { Lines = [new ShipmentLine(Sku, 2m)] };

    public override Shipment? WithTextOf(Shipment record, string text) => record with { Carrier = text };

    public override ValueTask<string?> ReadTextAsync(Shipment record, CancellationToken ct) => new(Mine(record).FirstOrDefault()?.Tracking[0].Company);

    private int Units(Shipment record) => Mine(record).Sum(fulfilment => fulfilment.Lines.Sum(line => line.Quantity));

    private IEnumerable<ShopFulfilment> Mine(Shipment record) => world.Orders.Single(order => record.ShopOrderId!.EndsWith(order.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        .Fulfilments.Where(fulfilment => !fulfilment.IsCancelled && fulfilment.Tracking.Any(tracking => tracking.Number == record.TrackingNumbers[0]));
}
