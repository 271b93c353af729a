using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Core.Tests.Planning;

/// <summary>A change was written, its answer was lost, and people posted the document before it was asked for.</summary>
public sealed class ArrivedChangeTests
{
    private static readonly OrderPlanner Planner = new("shop", "erp", Options(), new DocumentPlanner(), new NoAccounts());

    [Fact]
    public void What_the_posted_document_holds_already_is_put_on_record()
    {
        var plan = Plan(SalesDocumentStatus.Posted, ("SKU-l1", 2m), ("SKU-l2", 1m));

        plan.Fault.Should().BeNull();
        plan.PlanAgain.Should().BeTrue("receipts and credits follow");
        var effect = plan.Effects.Should().ContainSingle().Subject;
        (effect.Kind, effect.Target!.Id).Should().Be((WriteKind.Update, "SalesOrder:1:SO1"));
        ((SalesDocument)effect.Record).Lines.Select(line => (line.Item, line.Quantity)).Should().Equal(("SKU-l1", 2m), ("SKU-l2", 1m));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void What_it_does_not_hold_is_a_case(int units)
    {
        var plan = Plan(SalesDocumentStatus.Posted, [("SKU-l1", 2m), .. units == 0 ? Array.Empty<(string, decimal)>() : [("SKU-l2", units)]]);

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Code.Should().Be("document.OrderChangedAfterDocument");
    }

    private static OrderSyncOptions Options() => new()
    {
        GuestCustomerNumber = "GUEST",
        Documents = new DocumentSettings { OrderChange = OrderChangePolicy.UpdateOpen },
    };

    private static SubjectPlan Plan(SalesDocumentStatus status, params (string Number, decimal Quantity)[] lines)
    {
        var first = Planner.Plan("1001", new OrderReading(Orders.Of([Orders.Line("l1", 2, 10m)]), [], new Dictionary<string, SalesDocumentState>(), null), Orders.Placed);
        var created = first.Effects.Single();
        var state = new SalesDocumentState
        {
            Id = "SalesOrder:1:SO1",
            Kind = SalesDocumentKind.SalesOrder,
            Number = "SO1",
            ExternalNumber = "#1001",
            Status = status,
            Lines = [.. lines.Select((line, index) => new SalesDocumentLineState($"{(index + 1) * 10000}", line.Number, line.Quantity, line.Quantity, line.Quantity, default))],
        };
        var changed = Orders.Of([Orders.Line("l1", 2, 10m), Orders.Line("l2", 1, 5m)]);
        var written = new WrittenRecord(created.LinkName!, new RecordRef(state.Id, null, "SO1"), created.LinkMemo);
        return Planner.Plan("1001", new OrderReading(changed, [written], new Dictionary<string, SalesDocumentState> { [state.Id] = state }, null), Orders.Placed);
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
