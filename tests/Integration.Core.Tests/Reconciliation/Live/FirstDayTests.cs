using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Core.Tests.Planning;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Results;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.Core.Tests.Reconciliation.Live;

/// <summary>A shop whose orders were booked in another way until a day: what was placed before is no difference.</summary>
public sealed class FirstDayTests
{
    [Fact]
    public async Task Orders_placed_before_the_first_day_are_not_missed() => (await BreaksAsync(Orders.Placed.AddDays(1))).Should().BeEmpty();

    [Fact]
    public async Task Orders_placed_since_are_missed_where_the_ERP_has_nothing_of_them() => (await BreaksAsync(Orders.Placed)).Should().NotBeEmpty();

    [Fact]
    public async Task Orders_of_a_shop_that_prepares_an_export_are_waited_for() => (await BreaksAsync(Orders.Placed, rounds: 50)).Should().NotBeEmpty();

    private static async Task<IReadOnlyList<ReconciliationBreak>> BreaksAsync(DateTimeOffset from, int rounds = 0)
    {
        await using var services = new ServiceCollection().AddLogging().AddErpSync(sync => sync
            .AddConnection("shop", _ => new OneOrder(March.Shipped, rounds))
            .AddConnection("erp", static _ => new EmptyErp())
            .Finance(finance => finance.Accounts(map => map
                .Role(AccountRole.Sales).To("40100").Role(AccountRole.ShippingIncome).To("40400").Role(AccountRole.AR).To("11000").Role(AccountRole.OutputTax).To("22019")))
            .Reconciliation(books =>
            {
                (books.Shop, books.Erp, books.OrdersFrom, books.CompareTax) = ("shop", "erp", from, false);
                books.Setup = new FinanceSetup { CompanyId = "C", FunctionalCurrency = Orders.Eur };
                books.RollForward.Clear();
            })).BuildServiceProvider();
        return (await services.GetRequiredService<IReconciliation>().RunAsync(March.Scope(), matches: null, CancellationToken.None)).Report.Breaks;
    }

    private sealed class OneOrder(Order order, int rounds) : ISource<Order>
    {
        public ConnectorDescriptor Descriptor { get; } = new("shop", "Shop", "test", [new EntityCapability(EntityNames.Order) { Reads = ReadModes.ById | ReadModes.Delta }]);

        public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => new(new ConnectionReport(ConnectionState.Ok, []));

        public async IAsyncEnumerable<SourcePage<Order>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.Yield();
            var round = request.After is { } after ? int.Parse(after.Value, CultureInfo.InvariantCulture) : 0;
            if (round < rounds)
            {
                yield return new SourcePage<Order>([], new Checkpoint((round + 1).ToString(CultureInfo.InvariantCulture))) { ContinueAfter = TimeSpan.FromMilliseconds(1) };
                yield break;
            }

            yield return new SourcePage<Order>([new SourceRecord<Order>(order.Id, "1", order.CreatedAt, order)], new Checkpoint("end"));
        }

        public IAsyncEnumerable<SourceRecord<Order>> FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => throw new NotSupportedException();
    }

    private sealed class EmptyErp : ISource<SalesDocumentState>, ISource<LedgerEntry>
    {
        public ConnectorDescriptor Descriptor { get; } = new("erp", "ERP", "test",
            [new EntityCapability(EntityNames.SalesDocumentState) { Reads = ReadModes.ById | ReadModes.Delta }, new EntityCapability(EntityNames.LedgerEntry) { Reads = ReadModes.ById | ReadModes.Delta }]);

        public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => new(new ConnectionReport(ConnectionState.Ok, []));

        IAsyncEnumerable<SourcePage<SalesDocumentState>> ISource<SalesDocumentState>.ReadAsync(ReadRequest request, CancellationToken ct) => AsyncEnumerable.Empty<SourcePage<SalesDocumentState>>();

        IAsyncEnumerable<SourcePage<LedgerEntry>> ISource<LedgerEntry>.ReadAsync(ReadRequest request, CancellationToken ct) => AsyncEnumerable.Empty<SourcePage<LedgerEntry>>();

        IAsyncEnumerable<SourceRecord<SalesDocumentState>> ISource<SalesDocumentState>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => throw new NotSupportedException();

        IAsyncEnumerable<SourceRecord<LedgerEntry>> ISource<LedgerEntry>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => throw new NotSupportedException();
    }
}
