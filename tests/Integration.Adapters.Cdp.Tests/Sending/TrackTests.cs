using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Tests.Sending;

/// <summary>What arrives at the CDP.</summary>
public sealed class TrackTests
{
    [Theory]
    [InlineData(CustomerActivityKind.OrderCompleted, "Order Completed")]
    [InlineData(CustomerActivityKind.OrderUpdated, "Order Updated")]
    [InlineData(CustomerActivityKind.OrderCancelled, "Order Cancelled")]
    [InlineData(CustomerActivityKind.OrderRefunded, "Order Refunded")]
    public async Task Events_carry_the_names_of_the_specification(CustomerActivityKind kind, string name)
    {
        await using var cdp = await Support.Cdp.StartAsync();

        await SendAsync(cdp, Sample.Activity() with { Kind = kind });

        cdp.Box.Messages.Should().ContainSingle().Which.Event.Should().Be(name);
    }

    [Fact]
    public async Task Amounts_keep_all_their_digits()
    {
        await using var cdp = await Support.Cdp.StartAsync();

        await SendAsync(cdp, Sample.Activity());

        var message = cdp.Box.Messages.Single();
        message.Property("total").Should().Be("291.43");
        message.Property("subtotal").Should().Be("239.90");
        message.Property("revenue").Should().Be("239.90");
        message.Property("shipping").Should().Be("5.00");
        message.Property("tax").Should().Be("46.53");
        message.Property("discount").Should().Be("10.00");
        message.Property("currency").Should().Be("EUR");
        message.Property("order_id").Should().Be("1001");
        message.Property("products").Should().Be("""[{"product_id":"BIKE","sku":"BIKE","name":"Bike","price":100.00,"quantity":2,"position":1}]""");
        message.Timestamp.Should().Be(Sample.Placed);
    }

    [Fact]
    public async Task Yen_and_dinar_keep_their_own_decimals()
    {
        await using var cdp = await Support.Cdp.StartAsync();

        await SendAsync(cdp, In("JPY", 5_400m, "1"));
        await SendAsync(cdp, In("KWD", 10.005m, "2"));

        cdp.Box.Messages.Select(static message => message.Property("total")).Should().Equal("5400", "10.005");
    }

    [Fact]
    public async Task A_customer_is_named_by_id_alone_and_a_guest_not_at_all()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.UserIdPrefix = "eu-");

        await SendAsync(cdp, Sample.Activity());
        await SendAsync(cdp, Sample.Activity("1002", customer: null));

        cdp.Box.Messages[0].UserId.Should().Be("eu-C1");
        cdp.Box.Messages[1].UserId.Should().BeNull();
        cdp.Box.Messages[1].AnonymousId.Should().Be("eu-order:1002");
    }

    [Fact]
    public async Task A_repetition_is_dropped_by_its_message_id()
    {
        await using var cdp = await Support.Cdp.StartAsync();

        await SendAsync(cdp, Sample.Activity());
        await SendAsync(cdp, Sample.Activity());

        cdp.Box.Messages.Should().ContainSingle().Which.MessageId.Should().MatchRegex("^erpsync-[0-9a-f]{40}$");
        cdp.Box.Repetitions.Should().Be(1);
    }

    [Fact]
    public async Task An_activity_that_does_not_add_up_is_not_sent()
    {
        await using var cdp = await Support.Cdp.StartAsync();

        var result = await SendAsync(cdp, Sample.Activity() with { Total = new Money(291.44m, Sample.Eur) });

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Should().BeEquivalentTo(new { Kind = FaultKind.Invalid, Code = "cdp.activity-invalid", Field = "total" });
        cdp.Box.Messages.Should().BeEmpty();
    }

    private static CustomerActivity In(string currency, decimal total, string order)
    {
        var zero = Money.Zero(Currency.FromCode(currency));
        var all = zero with { Amount = total };
        return Sample.Activity(order) with { Total = all, Subtotal = all, Revenue = all, Shipping = zero, Tax = zero, Discount = zero, Products = [] };
    }

    private static async Task<WriteResult> SendAsync(Support.Cdp cdp, CustomerActivity activity) => (await cdp.Connector.WriteAsync(
        [new WriteItem<CustomerActivity>("1", new IdempotencyKey($"shop:activity:{activity.OrderId}:{activity.Kind}"), WriteKind.Create, activity)], CancellationToken.None)).Single();
}
