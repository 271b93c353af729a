using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Inventory;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.Extensions.Options;

namespace ErpSync.Core.Tests.Engine;

/// <summary>A set that the shop sells as one article and the owner keeps as two of A and one of B.</summary>
public sealed class KitStockTests : IAsyncDisposable
{
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private static readonly DateTimeOffset Spring = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Places = ["W1", "W2"];
    private static readonly StockKit Set = Kit(("A", 2m), ("B", 1m));
    private readonly InMemorySyncStore _store = new();
    private readonly LaneGrant _lane;
    private readonly Dictionary<(string Connection, string Sku), decimal[]> _stock = new()
    {
        [("erp", "A")] = [10m, 3m],
        [("erp", "B")] = [4m, 9m],
        [("shop", "A")] = [0m, 0m],
        [("shop", "B")] = [0m, 0m],
        [("shop", "SET")] = [0m, 0m],
    };

    public KitStockTests() => _lane = _store.Lanes.Move([0], "node")[0];

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_shop_is_told_how_many_its_components_make_at_each_location()
    {
        var ledger = Ledger(static _ => { });

        (await TellAsync(ledger, "SET")).Should().Equal([4m, 1m], "4 of B at W1, 3 of A at W2");
    }

    [Fact]
    public async Task An_order_of_a_kit_claims_its_components_and_the_shop_takes_the_kit_off_itself()
    {
        var ledger = Ledger(static _ => { });
        var booking = await ledger.BookAsync("shop", Order("1", ("SET", 1)), _lane, default);

        (await Claims()).Should().Equal(("A", "claims/shop/kits/reserved", 2m), ("B", "claims/shop/kits/reserved", 1m), ("SET", "claims/shop/reserved", 1m));
        booking.FollowUps.Select(static signal => (signal.Flow, signal.Id)).Should().BeEquivalentTo([("stock:erp", "A"), ("stock:erp", "B"), ("stock:erp", "SET")]);
        (await TellAsync(ledger, "A")).Should().Equal([8m, 3m], "the shop does not know that two of A are promised");
        (await TellAsync(ledger, "SET")).Should().Equal([4m, 1m], "3 and 1 are left to sell, and the shop takes 1 off itself");

        // Sold alone, A is taken off by the shop, and makes fewer sets.
        await ledger.BookAsync("shop", Order("2", ("A", 5)), _lane, default);
        (await TellAsync(ledger, "A")).Should().Equal(8m, 3m);
        (await TellAsync(ledger, "SET")).Should().Equal([2m, 1m], "3 of A are left at W1, and 1 set is the order's");

        await ledger.BookAsync("shop", Order("1", ("SET", 1)) with { CancelledAt = Spring }, _lane, default);
        (await Claims()).Should().Equal(("A", "claims/shop/reserved", 5m));
        (await _store.CompareStockAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_shipped_kit_consumes_the_claims_of_its_components()
    {
        var ledger = Ledger(static _ => { });
        await ledger.BookAsync("shop", Order("1", ("SET", 2)), _lane, default);
        await ledger.BookAsync("shop", Order("1", ("SET", 2)) with { Fulfilments = [new Fulfilment { Id = "f1", Lines = [new FulfilmentLine("1", 1)] }] }, _lane, default);

        (await Claims()).Should().Equal(("A", "claims/shop/kits/reserved", 2m), ("B", "claims/shop/kits/reserved", 1m), ("SET", "claims/shop/reserved", 1m));
        (await Balance("A", "claims/shop/kits/shipped")).Should().Be(2m);
        (await Balance("B", "claims/shop/kits/shipped")).Should().Be(1m);
    }

    [Fact]
    public async Task A_kit_is_refused_when_one_component_is_short_and_the_refusal_is_said_in_kits()
    {
        var ledger = Ledger(static inventory => inventory.Backorders(new BackorderPolicy { Kind = BackorderKind.Deny }));
        foreach (var sku in new[] { "A", "B" })
        {
            await TellAsync(ledger, sku);
        }

        (await ledger.BookAsync("shop", Order("1", ("SET", 5)), _lane, default)).Refusals.Should().BeEmpty();
        var refused = await ledger.BookAsync("shop", Order("2", ("SET", 4)), _lane, default);

        refused.Refusals.Should().Equal([new StockRefusal("1", "SET", 4m, 3m)], "3 of A are left, which lacks 5");
        (await Balance("B", "promise/erp/free")).Should().Be(8m, "nothing of a refused kit is claimed");
    }

    [Fact]
    public async Task Components_that_were_never_read_are_asked_for_and_not_the_kit()
    {
        var ledger = Ledger(static inventory => inventory.Backorders(new BackorderPolicy { Kind = BackorderKind.Deny }));

        (await ledger.UnreadAsync("shop", [Order("1", ("SET", 1))], default)).Should().BeEquivalentTo(new { Owner = "erp", Skus = new[] { "A", "B" } });
    }

    [Fact]
    public async Task Orders_keep_the_kit_of_their_date()
    {
        var ledger = Ledger(static inventory => inventory.Kit("SET", Kit(("B", 3m)), Spring));
        await ledger.BookAsync("shop", Order("1", ("SET", 1)) with { CreatedAt = Spring.AddSeconds(-1) }, _lane, default);
        await ledger.BookAsync("shop", Order("2", ("SET", 1)) with { CreatedAt = Spring }, _lane, default);

        (await Claims()).Should().Equal(("A", "claims/shop/kits/reserved", 2m), ("B", "claims/shop/kits/reserved", 4m), ("SET", "claims/shop/reserved", 2m));
    }

    [Fact]
    public async Task Channel_rules_bound_the_kits_too()
    {
        var ledger = Ledger(static inventory => inventory.Channel("shop", ChannelRule.Cap(3m)));

        (await TellAsync(ledger, "SET")).Should().Equal(3m, 0m);
    }

    [Fact]
    public async Task Other_stock_of_a_component_has_its_kits_told_again()
    {
        var plan = await PlanAsync(Ledger(static _ => { }), "A");

        plan.FollowUps.Should().ContainSingle().Which.Should().Match<FollowUp>(static signal => signal.Flow == "stock:erp" && signal.Id == "SET");
    }

    [Fact]
    public async Task A_component_that_the_owner_does_not_keep_is_a_case_that_names_it()
    {
        _stock.Remove(("erp", "B"));

        var plan = await PlanAsync(Ledger(static _ => { }), "SET");

        (plan.Fault!.Code, plan.Fault.Field).Should().Be(("stock.unknown-component", "kit.components"));
        plan.Fault.Message.Should().Contain("SET").And.Contain("B").And.Contain("erp");
    }

    [Fact]
    public void Kits_that_cannot_be_are_refused_at_start()
    {
        var act = () => Ledger(static inventory => inventory
            .Kit("SET", Set).Kit("BOX", Kit(("SET", 1m))).Kit("NONE", Kit()).Kit("HALF", Kit(("A", -1m))).Kit("DONE", Kit(("A", 1m)) with { Stocked = true }));

        act.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(5).And.OnlyContain(static failure => failure.StartsWith("ESY2129"));
    }

    [Fact]
    public async Task Kits_components_and_buffers_are_found_however_orders_and_options_spell_them()
    {
        var options = new InventoryOptions().Kit("Set", Kit(("a", 2m), ("b", 1m))).Buffer("a", "W2", StockBuffer.Units(1m));
        var ledger = new StockLedger(_store, Options.Create(options), [new StockPublication("erp", "shop")], StockSpelling.InCapitals, TimeProvider.System);

        await ledger.BookAsync("shop", Order("1", ("sEt", 1), ("A", 2), ("a", 1)), _lane, default);

        (await Claims()).Should().Equal(("A", "claims/shop/kits/reserved", 2m), ("A", "claims/shop/reserved", 3m), ("B", "claims/shop/kits/reserved", 1m), ("SET", "claims/shop/reserved", 1m));
        ledger.Kits.KitsOf("A").Should().Equal("SET");
        (await TellAsync(ledger, "A")).Should().Equal([8m, 2m], "2 are in kits, 1 is kept back");
    }

    private static StockKit Kit(params (string Sku, decimal Units)[] parts) => new(parts.ToDictionary(static part => part.Sku, static part => part.Units));

    private StockLedger Ledger(Action<InventoryOptions> configure)
    {
        var options = new InventoryOptions().Kit("SET", Set).Location("W1", new StockLocation { Priority = 1 }).Location("W2", new StockLocation { Priority = 2 });
        configure(options);
        return new StockLedger(_store, Options.Create(options), [new StockPublication("erp", "shop")], StockSpelling.AsItComes, TimeProvider.System);
    }

    private static Order Order(string id, params (string Sku, int Quantity)[] lines) => new()
    {
        Id = id,
        Name = $"#{id}",
        ShopCurrency = Eur,
        PresentmentCurrency = Eur,
        Totals = new OrderTotals { Current = MoneyPair.Of(new Money(0m, Eur)) },
        Lines = [.. lines.Select(static (line, index) => new OrderLine
        {
            Id = $"{index + 1}",
            Sku = line.Sku,
            Quantity = line.Quantity,
            CurrentQuantity = line.Quantity,
            UnitPrice = MoneyPair.Of(new Money(0m, Eur)),
        })],
    };

    private async Task<IEnumerable<(string Sku, string Account, decimal Quantity)>> Claims() =>
        (await _store.ReadStockAsync(["A", "B", "SET"], "claims/", default)).Where(static balance => balance.Account.EndsWith("/reserved", StringComparison.Ordinal))
            .Select(static balance => (balance.Sku, balance.Account, balance.Quantity)).Order();

    private async Task<decimal> Balance(string sku, string account) => (await _store.ReadStockAsync([sku], account, default)).Sum(static balance => balance.Quantity);

    /// <summary>What the flow of stock writes to a shop that shows nothing.</summary>
    private async Task<IEnumerable<decimal>> TellAsync(StockLedger ledger, string sku)
    {
        var plan = await PlanAsync(ledger, sku);
        var told = ((StockLevel)plan.Effects.Should().ContainSingle().Which.Record).Cells.ToDictionary(static cell => cell.Location, static cell => cell.OnHand);
        return Places.Select(place => told.GetValueOrDefault(place));
    }

    private async Task<SubjectPlan> PlanAsync(StockLedger ledger, string sku)
    {
        var flow = new StockFlow(new StockPublication("erp", "shop"), new Records(_stock), StockSpelling.AsItComes, ledger, null, null, TimeProvider.System);
        var head = new SubjectHead(new SubjectKey(flow.Name, sku), _lane.Lane, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, null, null) { Epoch = _lane.Epoch };
        return (await flow.PlanAsync([head], DateTimeOffset.UnixEpoch, default)).Single();
    }

    private sealed class Records(Dictionary<(string Connection, string Sku), decimal[]> stock) : IRecordReader
    {
        public ValueTask<IReadOnlyDictionary<string, SourceRecord<TRecord>>> FindAsync<TRecord>(string connection, string entity, IReadOnlyCollection<string> ids, CancellationToken ct)
            where TRecord : class => ValueTask.FromResult<IReadOnlyDictionary<string, SourceRecord<TRecord>>>(ids.ToDictionary(static id => id, id => Of<TRecord>(connection, id)));

        private SourceRecord<TRecord> Of<TRecord>(string connection, string sku)
            where TRecord : class
        {
            var level = stock.TryGetValue((connection, sku), out var units)
                ? new StockLevel { Sku = sku, Cells = [new StockCell { Location = "W1", OnHand = units[0] }, new StockCell { Location = "W2", OnHand = units[1] }] }
                : null;
            return new SourceRecord<TRecord>(sku, "1", DateTimeOffset.UnixEpoch, level as TRecord, IsDeleted: level is null);
        }
    }
}
