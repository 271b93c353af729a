using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Inventory;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.Extensions.Options;

namespace ErpSync.Core.Tests.Engine;

/// <summary>An order comes before the stock it wants was ever read.</summary>
public sealed class UnreadStockTests : IAsyncDisposable
{
    private static readonly Currency Eur = Currency.FromCode("EUR");
    private readonly InMemorySyncStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Its_stock_is_read_before_it_claims()
    {
        var plan = await PlanAsync(new SourceRecord<StockLevel>("X", "1", DateTimeOffset.UnixEpoch, new StockLevel { Sku = "X", Cells = [new StockCell { Location = "", OnHand = 2m }] }));

        plan.Fault?.Code.Should().NotBe("stock.not-claimable");
        (await Reserved()).Should().Be(2m);
    }

    [Fact]
    public async Task Stock_that_cannot_be_read_now_lets_the_order_wait_and_is_no_refusal()
    {
        var busy = new Fault(FaultKind.Transient, "erp.busy", "Later.");

        var plan = await PlanAsync(new SourceRecord<StockLevel>("X", "1", DateTimeOffset.UnixEpoch, null, Fault: busy));

        plan.Fault.Should().BeSameAs(busy);
        (await _store.ReadStockAsync(["X"], "", default)).Should().BeEmpty("neither claimed nor refused");
    }

    [Fact]
    public async Task An_article_that_the_owner_does_not_keep_has_nothing_to_promise()
    {
        var plan = await PlanAsync(new SourceRecord<StockLevel>("X", "1", DateTimeOffset.UnixEpoch, null, IsDeleted: true));

        plan.Fault?.Code.Should().Be("stock.not-claimable");
    }

    private async Task<decimal> Reserved() => (await _store.ReadStockAsync(["X"], "claims/shop/reserved", default)).Sum(static balance => balance.Quantity);

    private async Task<SubjectPlan> PlanAsync(SourceRecord<StockLevel> level)
    {
        var options = new InventoryOptions().Backorders(new BackorderPolicy { Kind = BackorderKind.Deny });
        var ledger = new StockLedger(_store, Options.Create(options), [new StockPublication("erp", "shop")], StockSpelling.AsItComes, TimeProvider.System);
        var planner = new OrderPlanner("shop", "erp", new OrderSyncOptions(), new DocumentPlanner(), new NoAccounts());
        var flow = new OrderFlow("shop", "erp", planner, new Records(level), _store, ledger, null);
        var lane = _store.Lanes.Move([0], "node")[0];
        var head = new SubjectHead(new SubjectKey(flow.Name, "1"), lane.Lane, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, null, null) { Epoch = lane.Epoch };
        return (await flow.PlanAsync([head], DateTimeOffset.UnixEpoch, default)).Single();
    }

    private static Order Order() => new()
    {
        Id = "1",
        Name = "#1",
        ShopCurrency = Eur,
        PresentmentCurrency = Eur,
        Totals = new OrderTotals { Current = MoneyPair.Of(new Money(0m, Eur)) },
        Lines = [new OrderLine { Id = "1", Sku = "X", Quantity = 2, CurrentQuantity = 2, UnitPrice = MoneyPair.Of(new Money(0m, Eur)) }],
    };

    private sealed class Records(SourceRecord<StockLevel> level) : IRecordReader
    {
        public ValueTask<IReadOnlyDictionary<string, SourceRecord<TRecord>>> FindAsync<TRecord>(string connection, string entity, IReadOnlyCollection<string> ids, CancellationToken ct)
            where TRecord : class
        {
            object record = typeof(TRecord) == typeof(StockLevel) ? level : new SourceRecord<Order>("1", "1", DateTimeOffset.UnixEpoch, Order());
            return ValueTask.FromResult<IReadOnlyDictionary<string, SourceRecord<TRecord>>>(ids.ToDictionary(static id => id, _ => (SourceRecord<TRecord>)record));
        }
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
