using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;

namespace ErpSync.Core.Tests.Planning;

/// <summary>An order whose units could not be claimed.</summary>
public sealed class RefusedOrderTests
{
    [Fact]
    public void Nothing_of_it_is_written_and_a_person_reads_what_is_missing()
    {
        var planner = new OrderPlanner("shop", "erp", new OrderSyncOptions(), new DocumentPlanner(), new NoAccounts());
        var order = Orders.Of([Orders.Line("l1", 3, 10m), Orders.Line("l2", 1, 5m)]);
        var reading = new OrderReading(order, [], new Dictionary<string, SalesDocumentState>(), null)
        {
            Refusals = [new StockRefusal("l1", "MUG", 3m, 2m), new StockRefusal("l2", "CAP", 1m, 0m)],
        };

        var plan = planner.Plan("1", reading, Orders.Placed);

        plan.Effects.Should().BeEmpty();
        plan.Title.Should().Be(order.Name);
        plan.Fault.Should().BeEquivalentTo(new { Code = "stock.not-claimable", Field = "lines.quantity" });
        plan.Fault!.Message.Should().Contain("3 of MUG, of which 2 cannot be promised").And.NotContain("CAP", "there is enough of it");
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
