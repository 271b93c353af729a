using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;

namespace ErpSync.Core.Tests.Planning;

/// <summary>The shop ships, and the ERP's order is posted by what has left.</summary>
public sealed class ShippedPostingTests
{
    private static readonly OrderPlanner Planner = new("shop", "erp", new OrderSyncOptions { GuestCustomerNumber = "GUEST", Executor = FulfilmentExecutor.Shop }, new DocumentPlanner(), new Accounts());
    private static readonly Order Placed = Orders.Of([Orders.Line("l1", 2, 10m), Orders.Line("l2", 1, 5m)], [new ShippingLine { Id = "s1", Title = "Standard", Price = Orders.Money(4m) }]);

    [Fact]
    public void Shipping_charge_is_not_invoiced_with_a_parcel_that_leaves_other_goods_behind() =>
        Posted(Shipped(("l1", 2))).Should().Equal(("10000", 2m));

    [Fact]
    public void Shipping_charge_is_invoiced_with_the_last_goods() =>
        Posted(Shipped(("l1", 2), ("l2", 1))).Should().Equal(("10000", 2m), ("20000", 1m), ("30000", 1m));

    private static Order Shipped(params (string Line, int Quantity)[] lines) =>
        Placed with { Fulfilments = [new Fulfilment { Id = "f1", Lines = [.. lines.Select(line => new FulfilmentLine(line.Line, line.Quantity))] }] };

    private static IEnumerable<(string Key, decimal Quantity)> Posted(Order order)
    {
        var created = Planner.Plan("1001", new OrderReading(Placed, [], new Dictionary<string, SalesDocumentState>(), null), Orders.Placed).Effects.Single();
        var document = (SalesDocument)created.Record;
        var state = new SalesDocumentState
        {
            Id = "SalesOrder:1:SO1",
            Kind = SalesDocumentKind.SalesOrder,
            Number = "SO1",
            ExternalNumber = "#1001",
            Status = SalesDocumentStatus.Open,
            Lines = [.. document.Lines.Select((line, index) => new SalesDocumentLineState($"{(index + 1) * 10000}", line.Item ?? line.Account!, line.Quantity, 0m, 0m, default))],
        };
        var written = new WrittenRecord(created.LinkName!, new RecordRef(state.Id, null, "SO1"), created.LinkMemo);
        var plan = Planner.Plan("1001", new OrderReading(order, [written], new Dictionary<string, SalesDocumentState> { [state.Id] = state }, null), Orders.Placed);
        return ((DocumentPosting)plan.Effects.Single(effect => effect.Entity == EntityNames.DocumentPosting).Record).Lines.Select(line => (line.LineKey, line.Quantity));
    }

    private sealed class Accounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => "40400";
    }
}
