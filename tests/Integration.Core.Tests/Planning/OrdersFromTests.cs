using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;

namespace ErpSync.Core.Tests.Planning;

/// <summary>A shop that has sold for years starts to be synchronised.</summary>
public sealed class OrdersFromTests
{
    [Fact]
    public void Order_placed_before_the_first_day_is_left_alone_and_its_timeline_says_why()
    {
        var plan = Plan(Orders.Placed.AddSeconds(1), []);

        plan.Effects.Should().BeEmpty();
        plan.Fault.Should().BeNull();
        plan.Notes.Should().ContainSingle().Which.Should().Contain("Placed before 2026-03-02");
    }

    [Fact]
    public void Order_placed_at_the_first_instant_is_written() => Plan(Orders.Placed, []).Effects.Should().ContainSingle();

    [Fact]
    public void Every_order_is_written_where_no_first_day_is_set() => Plan(null, []).Effects.Should().ContainSingle();

    [Fact]
    public void Order_that_was_written_before_the_day_was_moved_is_still_looked_after()
    {
        var created = Plan(null, []).Effects.Single();
        var written = new WrittenRecord(created.LinkName!, new RecordRef("SalesOrder:1:SO1", null, "SO1"), created.LinkMemo);

        Plan(Orders.Placed.AddYears(1), [written]).Fault!.Code.Should().Be("document.gone", "it is compared with the ERP, which does not have it any more");
    }

    private static SubjectPlan Plan(DateTimeOffset? from, IReadOnlyList<WrittenRecord> written)
    {
        var options = new OrderSyncOptions { GuestCustomerNumber = "GUEST", OrdersFrom = from };
        var planner = new OrderPlanner("shop", "erp", options, new DocumentPlanner(), new NoAccounts());
        return planner.Plan("1001", new OrderReading(Orders.Of([Orders.Line("l1", 2, 10m)]), written, new Dictionary<string, SalesDocumentState>(), null), Orders.Placed.AddYears(2));
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
