using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Customers;

namespace ErpSync.Adapters.Cdp.Tests.Planning;

/// <summary>Which events tell the story of an order.</summary>
public sealed class ActivityPlannerTests
{
    private readonly CustomerActivityOptions _options = new();

    [Fact]
    public void A_placed_order_is_told_once()
    {
        var first = Plan(Sample.Order());

        var told = first.Effects.Should().ContainSingle().Subject;
        told.Key.Value.Should().Be("shop:activity:1001:completed");
        var activity = (CustomerActivity)told.Record;
        activity.Should().BeEquivalentTo(new
        {
            Kind = CustomerActivityKind.OrderCompleted,
            OccurredAt = Sample.Placed,
            CustomerId = "C1",
            Total = new Money(291.43m, Sample.Eur),
            Subtotal = new Money(239.90m, Sample.Eur),
            Revenue = new Money(239.90m, Sample.Eur),
            Shipping = new Money(5m, Sample.Eur),
            Tax = new Money(46.53m, Sample.Eur),
            Discount = new Money(10m, Sample.Eur),
        });
        activity.Products.Select(static line => (line.Sku, line.Quantity)).Should().Equal(("BIKE", 2), ("HELM", 1));
        Plan(Sample.Order(), Done(first)).Effects.Should().BeEmpty("it was told");
    }

    [Fact]
    public void Every_edit_is_told_once_also_one_that_goes_back()
    {
        var order = Sample.Order();
        var first = Plan(order);
        var second = Plan(Sample.WithBell(order), Done(first));
        var third = Plan(order with { UpdatedAt = Sample.Placed.AddHours(5) }, Done(first, second));
        var fourth = Plan(Sample.WithBell(order), Done(first, second, third));

        second.Effects.Should().ContainSingle().Which.Record.Should().BeOfType<CustomerActivity>()
            .Which.Should().BeEquivalentTo(new { Kind = CustomerActivityKind.OrderUpdated, OccurredAt = Sample.Placed.AddHours(1), Total = new Money(306.31m, Sample.Eur), Tax = new Money(48.91m, Sample.Eur) });
        Plan(Sample.WithBell(order), Done(first, second)).Effects.Should().BeEmpty();
        new[] { second, third, fourth }.SelectMany(static plan => plan.Effects).Select(static effect => effect.Key.Value).Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    [Fact]
    public void A_refund_is_told_as_a_refund_and_not_as_an_edit()
    {
        var first = Plan(Sample.Order());

        var plan = Plan(Sample.WithBikeBack(Sample.Order()), Done(first));

        var effect = plan.Effects.Should().ContainSingle().Subject;
        effect.Key.Value.Should().Be("shop:activity:1001:refunded/R1");
        effect.Record.Should().BeOfType<CustomerActivity>().Which.Should().BeEquivalentTo(new
        {
            Kind = CustomerActivityKind.OrderRefunded,
            RefundId = "R1",
            Total = new Money(113.05m, Sample.Eur),
            Subtotal = new Money(95m, Sample.Eur),
            Tax = new Money(18.05m, Sample.Eur),
        });
        Plan(Sample.WithBikeBack(Sample.Order()), Done(first, plan)).Effects.Should().BeEmpty();
    }

    [Fact]
    public void An_order_first_seen_at_its_end_tells_its_whole_story_in_order()
    {
        var plan = Plan(Sample.Cancelled(Sample.WithBikeBack(Sample.Order())));

        plan.Effects.Select(static effect => ((CustomerActivity)effect.Record).Kind).Should().Equal(
            CustomerActivityKind.OrderCompleted, CustomerActivityKind.OrderRefunded, CustomerActivityKind.OrderCancelled);
        ((CustomerActivity)plan.Effects[0].Record).Total.Should().Be(new Money(291.43m, Sample.Eur), "the order was placed whole");
    }

    [Fact]
    public void Without_consent_nothing_is_told_and_consent_does_not_reach_back()
    {
        var order = Sample.Order(consent: null);
        var before = Plan(order, consent: Sample.OptOut());

        before.Effects.Should().BeEmpty();
        before.Notes.Should().Equal("Not told for want of consent: OrderCompleted.");
        var after = Plan(Sample.WithBikeBack(order), Done(before), Sample.OptIn(5));
        after.Effects.Select(static effect => ((CustomerActivity)effect.Record).Kind).Should().Equal(CustomerActivityKind.OrderRefunded);
    }

    [Theory]
    [InlineData(ConsentRequirement.OptIn, ConsentState.Unknown, false)]
    [InlineData(ConsentRequirement.OptIn, ConsentState.OptIn, true)]
    [InlineData(ConsentRequirement.NotOptedOut, ConsentState.Unknown, true)]
    [InlineData(ConsentRequirement.NotOptedOut, ConsentState.OptOut, false)]
    [InlineData(ConsentRequirement.NotRequired, ConsentState.OptOut, true)]
    public void The_host_decides_which_consent_is_needed(ConsentRequirement required, ConsentState said, bool told)
    {
        _options.Consent = required;

        Plan(Sample.Order(), consent: new MarketingConsent(said)).Effects.Any().Should().Be(told);
    }

    [Fact]
    public void Guests_have_no_consent()
    {
        Plan(Sample.Order(customer: null)).Effects.Should().BeEmpty();
        _options.Consent = ConsentRequirement.NotOptedOut;
        Plan(Sample.Order(customer: null)).Effects.Should().ContainSingle().Which.Record.Should().BeOfType<CustomerActivity>().Which.CustomerId.Should().BeNull();
    }

    [Fact]
    public void Test_orders_old_orders_and_orders_that_do_not_add_up_are_not_told()
    {
        _options.OrdersFrom = Sample.Placed;

        Plan(Sample.Order() with { IsTest = true }).Effects.Should().BeEmpty();
        Plan(Sample.Order() with { CreatedAt = Sample.Placed.AddTicks(-1) }).Effects.Should().BeEmpty();
        Plan(Sample.Order() with { Totals = new OrderTotals { Current = Sample.Money(291.40m) } }).Fault!.Code.Should().Be("money.does-not-tie");
    }

    private SubjectPlan Plan(Order order, IReadOnlyList<WrittenRecord>? written = null, MarketingConsent? consent = null)
    {
        var consents = new ConsentAuthority(null, "shop", "cdp");
        return new CustomerActivityPlanner("shop", "cdp", _options, consents)
            .Plan(order.Id, 1, new CustomerActivityReading(order, written ?? [], new ConsentReading { Shop = consent ?? Sample.OptIn() }), Sample.Placed.AddDays(1));
    }

    /// <summary>What is on record after plans were carried out, one after the other.</summary>
    private static IReadOnlyList<WrittenRecord> Done(params SubjectPlan[] plans) =>
    [
        .. plans.SelectMany(static plan => plan.Effects.Select(static effect => new WrittenRecord(effect.LinkName!, new RecordRef("m"), effect.LinkMemo))
                .Concat(plan.Memos.Select(static memo => new WrittenRecord(memo.Name, new RecordRef("m"), memo.Json))))
            .GroupBy(static record => record.Name).Select(static group => group.Last()),
    ];
}
