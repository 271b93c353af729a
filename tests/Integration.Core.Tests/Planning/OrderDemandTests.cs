using ErpSync.Demand;
using ErpSync.Model;
using ErpSync.Planning;

namespace ErpSync.Core.Tests.Planning;

/// <summary>What an order says about demand, and what the demand rows make of it.</summary>
public sealed class OrderDemandTests
{
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private static readonly DateTimeOffset Placed = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Night = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_life_of_an_order_is_one_row_and_reading_it_again_adds_nothing()
    {
        var memo = Read(null, Order(5), Placed.AddMinutes(1));
        memo = Read(memo, Order(4) with { Refunds = [Refund(1, RestockType.Cancel, Placed.AddHours(1))] }, Placed.AddHours(2));
        var last = Order(3) with
        {
            Refunds = [Refund(1, RestockType.Cancel, Placed.AddHours(1)), Refund(1, RestockType.Return, Placed.AddDays(3))],
            Fulfilments = [new Fulfilment { Id = "f1", Lines = [new FulfilmentLine("1", 4)], CreatedAt = Placed.AddDays(1) }],
        };
        memo = Read(memo, last, Placed.AddDays(4));

        OrderDemand.Remember(memo, "web", last, [], Placed.AddDays(5)).Should().BeNull();
        Row(memo).Should().BeEquivalentTo(new { Demand = 4m, Ordered = 5m, CancelledByCustomer = 1m, Shipped = 4m, ReturnedByOrderDate = 1m, Denied = 0m });
        Row(memo, 5).Should().BeEquivalentTo(new { Demand = 0m, ReturnedByReturnDate = 1m }, "goods came back on the fifth");
    }

    [Fact]
    public void An_order_that_is_read_for_the_first_time_when_all_is_over_gives_the_same_row()
    {
        var memo = Read(null, Order(2) with { Lines = [Line(5, 2)], UpdatedAt = Placed.AddDays(20), Refunds = [Refund(3, RestockType.Cancel, Placed.AddHours(1))] }, Placed.AddDays(30));
        Row(memo, 2, Placed.AddDays(40)).Should().BeEquivalentTo(new { Demand = 2m, Ordered = 5m, CancelledByCustomer = 3m });
        Row(memo, 2, Placed.AddDays(29)).Should().BeNull("nobody knew of it then");
    }

    [Fact]
    public void Refused_units_are_denied_and_not_demand_until_they_are_promised()
    {
        var memo = Read(null, Order(2), Placed.AddMinutes(1), new StockRefusal("1", "X", 2m, 1m));
        OrderDemand.Remember(memo, "web", Order(2), [new StockRefusal("1", "X", 2m, 1m)], Placed.AddHours(1)).Should().BeNull();
        Row(memo).Should().BeEquivalentTo(new { Demand = 0m, Ordered = 0m, Denied = 2m });

        var promised = Read(memo, Order(2), Placed.AddDays(1));
        Row(promised).Should().BeEquivalentTo(new { Demand = 2m, Ordered = 2m, Denied = 2m }, "it was refused at first, and that stays on record");
    }

    [Fact]
    public void A_refused_order_that_is_given_up_cancels_nothing()
    {
        var memo = Read(null, Order(2), Placed.AddMinutes(1), new StockRefusal("1", "X", 2m, 1m));
        OrderDemand.Remember(memo, "web", Order(0) with { CancelledAt = Placed.AddHours(1), CancelCause = CancelCause.OutOfStock }, [], Placed.AddHours(1)).Should().BeNull();
    }

    [Theory]
    [InlineData(CancelCause.Customer, 0, 2, 0, 0)]
    [InlineData(CancelCause.OutOfStock, 2, 0, 2, 0)]
    [InlineData(CancelCause.Fraud, 0, 0, 0, 2)]
    public void A_cancellation_counts_by_its_cause(CancelCause cause, int demand, int customer, int stock, int fraud)
    {
        var memo = Read(null, Order(2), Placed.AddMinutes(1));
        memo = Read(memo, Order(0) with { CancelledAt = Placed.AddHours(1), CancelCause = cause }, Placed.AddHours(1));
        Row(memo).Should().BeEquivalentTo(new { Demand = (decimal)demand, CancelledByCustomer = (decimal)customer, CancelledOutOfStock = (decimal)stock, CancelledAsFraudOrTest = (decimal)fraud });
    }

    [Fact]
    public void Units_that_an_edit_adds_count_from_the_edit_on()
    {
        var memo = Read(null, Order(2), Placed.AddMinutes(1));
        memo = Read(memo, Order(2) with { UpdatedAt = Placed.AddDays(1), Lines = [Line(3, 3)] }, Placed.AddDays(1));
        Row(memo, 3).Should().BeEquivalentTo(new { Demand = 1m, Ordered = 1m });
    }

    [Fact]
    public void What_a_shop_can_sell_is_kept_when_it_changes()
    {
        var day = StockDemand.Remember(null, "web", "X", 4m, Placed)!;
        StockDemand.Remember(day, "web", "X", 4m, Placed.AddHours(1)).Should().BeNull();
        day = StockDemand.Remember(day, "web", "X", 0m, Placed.AddHours(2))!;
        Row(day).Should().BeEquivalentTo(new { InStockRatio = 0.1429m, IsStockout = true, ClosingAvailable = 0m }, "2 of the 14 hours since it is known");
    }

    private static DemandMemo Read(DemandMemo? before, Order order, DateTimeOffset now, params StockRefusal[] refusals) =>
        OrderDemand.Remember(before, "web", order, refusals, now)!;

    private static DemandRow? Row(DemandMemo memo, int day = 2, DateTimeOffset? at = null)
    {
        var dataset = new DemandDataset(new DemandSetup { Channels = new Dictionary<string, DemandChannel> { ["web"] = new() } });
        foreach (var fact in DemandMemoFacts.Of(memo))
        {
            dataset.Add(fact);
        }

        dataset.Build(at ?? Night);
        dataset.Check().Should().BeEmpty();
        return dataset.Extract().Select(static version => version.Row).FirstOrDefault(row => row.Date == new DateOnly(2026, 3, day));
    }

    private static Order Order(int current) => new()
    {
        Id = "1001",
        Name = "#1001",
        CreatedAt = Placed,
        UpdatedAt = Placed,
        ShopCurrency = Eur,
        PresentmentCurrency = Eur,
        Totals = new OrderTotals { Current = Euros() },
        Lines = [Line(current == 2 ? 2 : current == 0 ? 2 : 5, current)],
    };

    private static ErpSync.Model.OrderLine Line(int quantity, int current) => new() { Id = "1", Sku = "X", Quantity = quantity, CurrentQuantity = current, UnitPrice = Euros() };

    private static Refund Refund(int units, RestockType type, DateTimeOffset at) => new()
    {
        Id = $"r{type}",
        CreatedAt = at,
        Lines = [new RefundLine { LineId = "1", Quantity = units, RestockType = type, Subtotal = Euros(), Tax = Euros() }],
    };

    private static MoneyPair Euros() => MoneyPair.Of(new Money(0m, Eur));
}
