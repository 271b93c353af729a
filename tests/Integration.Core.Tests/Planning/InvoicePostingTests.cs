using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Core.Tests.Planning;

/// <summary>An order whose goods had left is invoiced at once; then goods are added to it before the invoice is posted.</summary>
public sealed class InvoicePostingTests
{
    private static readonly OrderPlanner Planner = new("shop", "erp", Options(), new DocumentPlanner(), new NoAccounts());
    private static readonly Fulfilment First = new() { Id = "f1", Lines = [new FulfilmentLine("l1", 2)] };

    [Fact]
    public void It_waits_until_the_added_goods_have_left_and_says_so()
    {
        var plan = Plan(Orders.Of([Orders.Line("l1", 2, 10m), Orders.Line("l2", 1, 5m)]) with { Fulfilments = [First] });

        Postings(plan).Should().BeEmpty();
        plan.Wait.Should().Be(new PlanWait("document.invoice-held", "Order #1001: invoice SI1 is not posted: goods were added to it that have not left."));
    }

    [Fact]
    public void It_is_posted_when_everything_has_left()
    {
        var second = new Fulfilment { Id = "f2", Lines = [new FulfilmentLine("l2", 1)] };

        var plan = Plan(Orders.Of([Orders.Line("l1", 2, 10m), Orders.Line("l2", 1, 5m)]) with { Fulfilments = [First, second] });

        Postings(plan).Should().ContainSingle().Which.Title.Should().Be("Post SalesInvoice SI1");
        plan.Wait.Should().BeNull();
    }

    private static OrderSyncOptions Options() => new()
    {
        GuestCustomerNumber = "GUEST",
        PostInvoices = true,
        Documents = new DocumentSettings { OrderChange = OrderChangePolicy.UpdateOpen, CreateInvoiceWhenFulfilled = true },
    };

    private static IEnumerable<PlannedEffect> Postings(SubjectPlan plan) => plan.Effects.Where(static effect => effect.Entity == EntityNames.DocumentPosting);

    /// <summary>The plan for an order whose invoice holds its two lines.</summary>
    private static SubjectPlan Plan(Order order)
    {
        var whole = order with { Fulfilments = [new Fulfilment { Id = "f0", Lines = [new FulfilmentLine("l1", 2), new FulfilmentLine("l2", 1)] }] };
        var created = Planner.Plan("1001", new OrderReading(whole, [], new Dictionary<string, SalesDocumentState>(), null), Orders.Placed).Effects.Single();
        var state = new SalesDocumentState
        {
            Id = "SalesInvoice:1:SI1",
            Kind = SalesDocumentKind.SalesInvoice,
            Number = "SI1",
            ExternalNumber = "#1001",
            Status = SalesDocumentStatus.Open,
            Lines = [new SalesDocumentLineState("10000", "SKU-l1", 2m, 0m, 0m, default), new SalesDocumentLineState("20000", "SKU-l2", 1m, 0m, 0m, default)],
        };
        var written = new WrittenRecord(created.LinkName!, new RecordRef(state.Id, null, "SI1"), created.LinkMemo);
        return Planner.Plan("1001", new OrderReading(order, [written], new Dictionary<string, SalesDocumentState> { [state.Id] = state }, null), Orders.Placed);
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
