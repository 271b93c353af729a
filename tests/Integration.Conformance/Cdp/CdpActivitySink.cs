using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Cdp;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Cdp;

internal sealed class CdpActivitySink(SandboxCdp box) : SinkFixture<CustomerActivity>
{
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private int _count;

    public override string Entity => EntityNames.CustomerActivity;

    public override ValueTask<CustomerActivity> MakeAsync(CancellationToken ct)
    {
        var order = string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Order/{++_count}");
        return new(new CustomerActivity
        {
            Kind = CustomerActivityKind.OrderCompleted,
            OccurredAt = ConformanceFixture.Start,
            CustomerId = "gid://shopify/Customer/7",
            OrderId = order,
            OrderNumber = string.Create(CultureInfo.InvariantCulture, $"#{_count}"),
            Total = new Money(124.95m, Eur),
            Subtotal = new Money(100m, Eur),
            Revenue = new Money(100m, Eur),
            Shipping = new Money(5m, Eur),
            Tax = new Money(19.95m, Eur),
            Discount = Money.Zero(Eur),
            Products = [new ActivityProduct { LineId = "1", Sku = "BIKE", Name = "Bike", Quantity = 1, UnitPrice = new Money(100m, Eur) }],
        });
    }

    public override ValueTask<int> CountAsync(CustomerActivity record, CancellationToken ct) => new(Mine(record).Count());

    public override ValueTask<bool> IsCompleteAsync(CustomerActivity record, CancellationToken ct) => new(Mine(record).SingleOrDefault() is { } message
        && message.Property("total") == record.Total.ToAmountString() && message.Property("tax") == record.Tax.ToAmountString()
        && message.UserId == record.CustomerId && message.Timestamp == record.OccurredAt);

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => new(box.Messages.Any(message => message.MessageId == reference.Id));

    public override async ValueTask<(CustomerActivity Record, string Field)?> MakeInvalidAsync(CancellationToken ct)
    {
        var activity = await MakeAsync(ct);
        return (activity with { Total = activity.Total + Money.MinorUnit(Eur) }, "total");
    }

    public override CustomerActivity? WithTextOf(CustomerActivity record, string text) => record with { Products = [record.Products[0] with { Name = text }] };

    public override ValueTask<string?> ReadTextAsync(CustomerActivity record, CancellationToken ct) =>
        new(Mine(record).Single().Body.GetProperty("properties").GetProperty("products")[0].GetProperty("name").GetString());

    private IEnumerable<CdpMessage> Mine(CustomerActivity record) => box.Messages.Where(message => message.Type == "track" && message.Property("order_id") == record.OrderId);
}
