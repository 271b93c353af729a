using ErpSync.Engine;
using ErpSync.Inventory;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.Extensions.Options;

namespace ErpSync.Core.Tests.Engine;

/// <summary>Orders and levels in, ledger entries and a shop's numbers out.</summary>
public sealed class StockLedgerTests : IAsyncDisposable
{
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private readonly InMemorySyncStore _store = new();
    private readonly LaneGrant _lane;

    public StockLedgerTests() => _lane = _store.Lanes.Move([0], "node")[0];

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Orders_claim_and_every_later_state_moves_their_units()
    {
        var ledger = Ledger(static _ => { });
        await ledger.BookAsync("shop-eu", Order(5, 5), _lane, default);
        await States(reserved: 5m, requested: -5m);

        await ledger.BookAsync("shop-eu", Order(5, 4, refunded: (1, RestockType.Cancel)), _lane, default);
        await States(reserved: 4m, released: 1m, requested: -5m);

        await ledger.BookAsync("shop-eu", Order(5, 4, shipped: 3, refunded: (1, RestockType.Cancel)), _lane, default);
        await States(reserved: 1m, shipped: 3m, released: 1m, requested: -5m);

        var last = Order(5, 2, shipped: 3, cancelled: false, (1, RestockType.Cancel), (2, RestockType.Return));
        await ledger.BookAsync("shop-eu", last, _lane, default);
        await States(reserved: 1m, shipped: 1m, returned: 2m, released: 1m, requested: -5m);

        var entries = (await _store.ReadStockEntriesAsync(0, 1000, default)).Count;
        await ledger.BookAsync("shop-eu", last, _lane, default);
        (await _store.ReadStockEntriesAsync(0, 1000, default)).Should().HaveCount(entries, "the same record again changes nothing");
        (await _store.CompareStockAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_lost_the_lane_while_it_slept_books_nothing_that_it_read_before()
    {
        var ledger = Ledger(static _ => { });
        var stale = _lane;
        var now = _store.Lanes.Move([0], "another")[0];
        await ledger.BookAsync("shop-eu", Order(5, 5, shipped: 5), now, default);
        await ledger.BookAsync("shop-eu", Order(5, 5), stale, default);
        await ledger.BookLevelsAsync("erp", [new LevelReading(Level(9m), stale)], default);

        await States(shipped: 5m, requested: -5m);
        (await _store.ReadStockAsync(["X"], "stock/", default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Order_that_returns_to_an_earlier_state_is_news_for_other_shops()
    {
        var ledger = Ledger(static _ => { });
        var first = await ledger.BookAsync("shop-us", Order(3, 3), _lane, default);
        var shipped = Order(3, 3, shipped: 3);
        await ledger.BookAsync("shop-us", shipped, _lane, default);

        var undone = await ledger.BookAsync("shop-us", shipped with { Fulfilments = [.. shipped.Fulfilments.Select(static fulfilment => fulfilment with { Succeeded = false })] }, _lane, default);

        var signal = undone.FollowUps.Should().ContainSingle().Subject;
        signal.Id.Should().Be("X");
        signal.DeliveryId.Should().NotBe(first.FollowUps.Single().DeliveryId, "signals of one name count once");
    }

    [Fact]
    public async Task A_cancelled_order_gives_up_everything_that_was_not_shipped()
    {
        var ledger = Ledger(static _ => { });
        await ledger.BookAsync("shop-eu", Order(3, 3), _lane, default);
        await ledger.BookAsync("shop-eu", Order(3, 3, shipped: 1, cancelled: true), _lane, default);
        await States(shipped: 1m, released: 2m, requested: -3m);
    }

    [Fact]
    public async Task Unpaid_orders_wait_when_the_rule_says_so()
    {
        var ledger = Ledger(static inventory => inventory.ReserveAt(ReservationTrigger.Captured));
        await ledger.BookAsync("shop-eu", Order(2, 2), _lane, default);
        await States(waiting: 2m, requested: -2m);
        var paid = Order(2, 2) with { Payments = [new Payment { Id = "p1", Kind = PaymentKind.Sale, Amount = Euros(20m) }] };
        await ledger.BookAsync("shop-eu", paid, _lane, default);
        await States(reserved: 2m, requested: -2m);
    }

    [Fact]
    public async Task A_shop_is_told_the_owner_s_number_less_buffers_and_less_what_other_shops_claimed()
    {
        var ledger = Ledger(static inventory => inventory.Buffer("X", "B", StockBuffer.Units(2m)).Location("B", new StockLocation { Priority = -1 }));
        var level = new StockLevel { Sku = "X", Cells = [new StockCell { Location = "A", OnHand = 10m }, new StockCell { Location = "B", OnHand = 6m }] };
        (await Told(ledger, level)).Should().Equal(10m, 4m);

        await ledger.BookAsync("shop-eu", Order(3, 3), _lane, default);
        (await Told(ledger, level)).Should().Equal([10m, 4m], "the shop itself nets its own orders");

        var booking = await ledger.BookAsync("shop-us", Order(7, 7), _lane, default);
        (await ledger.BookAsync("shop-us", Order(7, 7), _lane, default)).FollowUps.Should().Equal(booking.FollowUps, "they may have been lost with their plan");
        booking.FollowUps.Should().ContainSingle().Which.Should().Match<FollowUp>(static signal => signal.Flow == "stock:erp" && signal.Id == "X");
        (await Told(ledger, level)).Should().Equal([9m, 0m], "B ships first and owes all of its six, A the seventh");

        await ledger.BookAsync("shop-us", Order(7, 7, cancelled: true), _lane, default);
        (await Told(ledger, level)).Should().Equal(10m, 4m);
    }

    [Fact]
    public async Task Stock_that_is_negative_is_told_as_it_is_and_a_location_that_is_gone_is_booked_out()
    {
        var ledger = Ledger(static inventory => inventory.Buffer(1m));
        (await Told(ledger, new StockLevel { Sku = "X", Cells = [new StockCell { Location = "", OnHand = -2m }] })).Should().Equal(-2m);
        await Told(ledger, new StockLevel { Sku = "X", Cells = [new StockCell { Location = "N", OnHand = 4m }] });
        (await _store.ReadStockAsync(["X"], "stock/", default)).Select(static balance => (balance.Account, balance.Quantity))
            .Should().Equal(("stock/erp/sellable/N", 4m), ("stock/erp/variance", -4m));
    }

    [Fact]
    public void Policies_that_cannot_work_are_named_all_at_once()
    {
        var act = () => Ledger(static inventory => inventory.ReserveAt(ReservationTrigger.Cart).AllocateBy(AllocationStrategy.ErpDecides));
        act.Should().Throw<OptionsValidationException>().Which.Failures.Should().SatisfyRespectively(
            static carts => carts.Should().StartWith("ESY2121"), static erp => erp.Should().StartWith("ESY2122"));
    }

    [Fact]
    public void Bounds_and_channel_rules_that_flows_cannot_hold_are_refused()
    {
        var act = () => Ledger(static inventory => inventory
            .Backorders(new BackorderPolicy { Kind = BackorderKind.Deny, Mode = FulfilMode.Partial }).Channel("shop-eu", ChannelRule.Quota(5m)).Channel("shop-xx", ChannelRule.Cap(1m)));
        act.Should().Throw<OptionsValidationException>().Which.Failures.Should().SatisfyRespectively(
            static partial => partial.Should().StartWith("ESY2125"), static quota => quota.Should().StartWith("ESY2126"), static unknown => unknown.Should().StartWith("ESY2127").And.Contain("shop-xx"));
    }

    [Fact]
    public void A_bound_on_claims_needs_one_owner_for_each_shop()
    {
        var options = new InventoryOptions();
        Deny(options);
        var act = () => new StockLedger(_store, Options.Create(options), [new("erp", "shop-eu"), new("wms", "shop-eu"), new("erp", "outlet")], StockSpelling.AsItComes, TimeProvider.System);
        act.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith("ESY2128").And.Contain("shop-eu").And.Contain("erp and wms");
    }

    [Fact]
    public async Task An_order_that_wants_more_than_there_is_claims_nothing_and_claims_when_units_come_back()
    {
        var ledger = Ledger(Deny);
        await Told(ledger, Level(5m));
        (await ledger.BookAsync("shop-eu", Order(3, 3), _lane, default)).Refusals.Should().BeEmpty();

        var second = Order(3, 3) with { Id = "1002" };
        (await ledger.BookAsync("shop-us", second, _lane, default)).Refusals.Should().Equal(new StockRefusal("1", "X", 3m, 1m));
        (await Balances("claims/")).Should().Equal(("claims/shop-eu/requested", -3m), ("claims/shop-eu/reserved", 3m), ("claims/shop-us/refused", 3m), ("claims/shop-us/requested", -3m));
        var entries = (await _store.ReadStockEntriesAsync(0, 1000, default)).Count;
        (await ledger.BookAsync("shop-us", second, _lane, default)).Refusals.Should().HaveCount(1, "it is still not there");
        (await _store.ReadStockEntriesAsync(0, 1000, default)).Should().HaveCount(entries);

        await ledger.BookAsync("shop-eu", Order(3, 3, cancelled: true), _lane, default);
        (await ledger.BookAsync("shop-us", second, _lane, default)).Refusals.Should().BeEmpty();
        (await Balances("promise/erp/free")).Should().Equal(("promise/erp/free", 2m));
        (await _store.CompareStockAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Units_that_left_stay_taken_until_a_level_that_was_read_later_is_booked()
    {
        var ledger = Ledger(Deny);
        await Told(ledger, Level(5m));
        await ledger.BookAsync("shop-eu", Order(4, 4), _lane, default);

        var early = await ledger.MarkAsync("erp", ["X"], default);
        var shipped = await ledger.BookAsync("shop-eu", Order(4, 4, shipped: 4), _lane, default);
        shipped.FollowUps.Should().ContainSingle().Which.Flow.Should().Be("stock:erp", "the level must be read again");
        await Free(1m);
        await ledger.PublishableAsync("erp", "shop-eu", [Read(Level(5m))], early, default);
        await Free(1m);

        await ledger.PublishableAsync("erp", "shop-eu", [Read(Level(1m))], await ledger.MarkAsync("erp", ["X"], default), default);
        await Free(1m);
        await ledger.PublishableAsync("erp", "shop-eu", [Read(Level(6m))], await ledger.MarkAsync("erp", ["X"], default), default);
        await Free(6m);

        async Task Free(decimal units) => (await Balances("promise/erp/free")).Should().Equal(("promise/erp/free", units));
    }

    [Fact]
    public async Task Levels_booked_at_the_same_time_are_booked_once()
    {
        var ledger = Ledger(Deny);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Told(ledger, Level(20m)))));
        (await Balances("stock/erp/sellable/")).Should().Equal(("stock/erp/sellable/A", 20m));
        (await Balances("promise/erp/")).Should().Equal(("promise/erp/free", 20m), ("promise/erp/level", 20m), ("promise/erp/revision", 1m));
    }

    [Fact]
    public async Task Many_orders_at_once_claim_what_there_is_and_no_more()
    {
        var ledger = Ledger(Deny);
        await Told(ledger, Level(20m));
        var bookings = await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(async () =>
            await ledger.BookAsync(number % 2 == 0 ? "shop-eu" : "shop-us", Order(1, 1) with { Id = $"{number}" }, _lane, default))));
        bookings.Count(static booking => booking.Refusals.Count == 0).Should().Be(20);
        (await Balances("promise/erp/free")).Should().BeEmpty();
    }

    [Fact]
    public async Task Stock_that_was_never_read_is_not_taken_for_nought()
    {
        var ledger = Ledger(Deny);
        var unread = await ledger.UnreadAsync("shop-eu", [Order(1, 1)], default);
        unread.Should().BeEquivalentTo(new { Owner = "erp", Skus = new[] { "X" } });
        await ledger.BookLevelsAsync("erp", [Read(Level(0m))], default);
        (await ledger.UnreadAsync("shop-eu", [Order(1, 1)], default)).Should().BeNull("nought that was read is known");
    }

    [Fact]
    public async Task Channel_rules_lower_what_a_shop_is_told_from_the_last_location_on_and_leave_its_own_orders_in()
    {
        var ledger = Ledger(static inventory => inventory.Location("A", new StockLocation { Priority = 1 }).Location("B", new StockLocation { Priority = 2 }).Channel("shop-eu", ChannelRule.HoldBack(8m)));
        var level = new StockLevel { Sku = "X", Cells = [new StockCell { Location = "A", OnHand = 10m }, new StockCell { Location = "B", OnHand = 6m }] };
        (await Told(ledger, level)).Should().Equal(8m, 0m);

        await ledger.BookAsync("shop-eu", Order(3, 3), _lane, default);
        (await Told(ledger, level)).Should().Equal([8m, 0m], "5 to sell and 3 the shop takes off itself");

        await ledger.BookAsync("shop-eu", Order(12, 12), _lane, default);
        (await Told(ledger, level)).Should().Equal([10m, 2m], "nothing to sell, and 12 the shop takes off itself");
    }

    [Theory]
    [InlineData("percent", 5)]
    [InlineData("cap", 3)]
    [InlineData("close", 0)]
    public async Task Each_channel_rule_bounds_what_can_be_sold(string rule, int sold)
    {
        var ledger = Ledger(inventory => inventory.Channel("shop-eu", rule switch
        {
            "percent" => ChannelRule.Percent(50m),
            "cap" => ChannelRule.Cap(3m),
            _ => ChannelRule.CloseBelow(11m),
        }));
        var told = (await ledger.PublishableAsync("erp", "shop-eu", [Read(Level(11m))], StockMark.None, default))["X"];
        (told.Level.Cells.Single().OnHand, told.Available).Should().Be((sold, sold));
    }

    private static void Deny(InventoryOptions inventory) => inventory.Backorders(new BackorderPolicy { Kind = BackorderKind.Deny });

    private static StockLevel Level(decimal units) => new() { Sku = "X", Cells = [new StockCell { Location = "A", OnHand = units }] };

    private async Task<IEnumerable<(string Account, decimal Quantity)>> Balances(string accounts) =>
        (await _store.ReadStockAsync(["X"], accounts, default)).Select(static balance => (balance.Account, balance.Quantity));

    private async Task<IEnumerable<decimal>> Told(StockLedger ledger, StockLevel level) =>
        (await ledger.PublishableAsync("erp", "shop-eu", [Read(level)], StockMark.None, default))[level.Sku].Level.Cells.Select(static cell => cell.OnHand);

    private StockLedger Ledger(Action<InventoryOptions> configure)
    {
        var options = new InventoryOptions();
        configure(options);
        return new StockLedger(_store, Options.Create(options), [new StockPublication("erp", "shop-eu")], StockSpelling.AsItComes, TimeProvider.System);
    }

    private async Task States(decimal waiting = 0m, decimal reserved = 0m, decimal shipped = 0m, decimal returned = 0m, decimal released = 0m, decimal requested = 0m)
    {
        var wanted = new Dictionary<string, decimal>
        {
            ["waiting"] = waiting,
            ["reserved"] = reserved,
            ["shipped"] = shipped,
            ["returned"] = returned,
            ["released"] = released,
            ["requested"] = requested,
        };
        foreach (var prefix in new[] { "claims/shop-eu/", "order/shop-eu/1001/1/" })
        {
            (await _store.ReadStockAsync(["X"], prefix, default)).ToDictionary(balance => balance.Account[prefix.Length..], static balance => balance.Quantity)
                .Should().BeEquivalentTo(wanted.Where(static entry => entry.Value != 0m).ToDictionary());
        }
    }

    private static Order Order(int quantity, int current, int shipped = 0, bool cancelled = false, params (int Units, RestockType Type)[] refunded) => new()
    {
        Id = "1001",
        Name = "#1001",
        ShopCurrency = Eur,
        PresentmentCurrency = Eur,
        Totals = new OrderTotals { Current = Euros(0m) },
        CancelledAt = cancelled ? DateTimeOffset.UnixEpoch : null,
        Lines = [new OrderLine { Id = "1", Sku = "X", Quantity = quantity, CurrentQuantity = current, UnitPrice = Euros(10m) }],
        Fulfilments = shipped == 0 ? [] : [new Fulfilment { Id = "f1", Lines = [new FulfilmentLine("1", shipped)] }],
        Refunds = [.. refunded.Select(static (refund, index) => new Refund
        {
            Id = $"r{index}",
            Lines = [new RefundLine { LineId = "1", Quantity = refund.Units, RestockType = refund.Type, Subtotal = Euros(0m), Tax = Euros(0m) }],
        })],
    };

    private static Order Order(int quantity, int current, (int Units, RestockType Type) refunded) => Order(quantity, current, 0, false, refunded);

    private static Order Order(int quantity, int current, int shipped, (int Units, RestockType Type) refunded) => Order(quantity, current, shipped, false, refunded);

    private static MoneyPair Euros(decimal amount) => MoneyPair.Of(new Money(amount, Eur));

    private LevelReading Read(StockLevel level) => new(level, _lane);
}
