using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Core.Tests.Planning;

/// <summary>A buyer corrects an address after the ERP has the order.</summary>
public sealed class ReaddressedOrderTests
{
    private static readonly Address Old = new() { Name = "Ada Byron", Line1 = "Main Street 1", Line2 = "Back yard", City = "Berlin", PostalCode = "10115", Country = "DE" };
    private static readonly Address New = Old with { Line1 = "Side Street 2", Line2 = null };

    [Fact]
    public void Open_document_gets_the_new_address_and_keeps_its_goods()
    {
        var plan = Plan(SalesDocumentStatus.Open, order => order with { ShippingAddress = New });

        var effect = plan.Effects.Should().ContainSingle().Subject;
        (effect.Kind, effect.Target!.Id).Should().Be((WriteKind.Update, "SalesOrder:1:SO1"));
        var document = (SalesDocument)effect.Record;
        document.ShipTo.Should().Be(New);
        document.BillTo.Should().Be(Old);
        document.Lines.Select(line => (line.Item, line.Quantity)).Should().Equal(("SKU-l1", 2m));
        plan.Fault.Should().BeNull();
    }

    [Fact]
    public void Corrected_e_mail_address_is_a_correction_too() =>
        ((SalesDocument)Plan(SalesDocumentStatus.Open, order => order with { Email = "ada@example.org" }).Effects.Should().ContainSingle().Subject.Record).Email.Should().Be("ada@example.org");

    [Fact]
    public void Same_address_needs_nothing() => Plan(SalesDocumentStatus.Open, order => order).Effects.Should().BeEmpty();

    [Theory]
    [InlineData(SalesDocumentStatus.Released)]
    [InlineData(SalesDocumentStatus.PartlyPosted)]
    public void Document_that_is_on_its_way_is_a_case_that_names_the_address(SalesDocumentStatus status)
    {
        var plan = Plan(status, order => order with { ShippingAddress = New });

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Code.Should().Be("document.OrderChangedAfterDocument");
        plan.Fault.Message.Should().Contain("AddressChanged");
    }

    [Fact]
    public void Document_that_has_left_is_left_alone()
    {
        var plan = Plan(SalesDocumentStatus.Posted, order => order with { ShippingAddress = New });

        plan.Effects.Should().BeEmpty();
        plan.Fault.Should().BeNull();
    }

    [Fact]
    public void Person_decides_where_documents_are_not_changed_by_themselves()
    {
        var plan = Plan(SalesDocumentStatus.Open, order => order with { ShippingAddress = New }, OrderChangePolicy.Hold);

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Code.Should().Be("document.OrderChangedAfterDocument");
    }

    [Fact]
    public void Document_of_a_version_that_remembered_no_address_is_not_written_again()
    {
        var plan = Plan(SalesDocumentStatus.Open, order => order with { ShippingAddress = New }, forget: true);

        plan.Effects.Should().BeEmpty();
        plan.Fault.Should().BeNull();
    }

    private static SubjectPlan Plan(SalesDocumentStatus status, Func<Order, Order> change, OrderChangePolicy policy = OrderChangePolicy.UpdateOpen, bool forget = false)
    {
        var options = new OrderSyncOptions { GuestCustomerNumber = "GUEST", Documents = new DocumentSettings { OrderChange = policy } };
        var planner = new OrderPlanner("shop", "erp", options, new DocumentPlanner(), new NoAccounts());
        var order = Orders.Of([Orders.Line("l1", 2, 10m)]) with { BillingAddress = Old, ShippingAddress = Old, Email = "ada@example.com" };
        var created = planner.Plan("1001", new OrderReading(order, [], new Dictionary<string, SalesDocumentState>(), null), Orders.Placed).Effects.Single();
        var posted = status is SalesDocumentStatus.Posted ? 2m : status is SalesDocumentStatus.PartlyPosted ? 1m : 0m;
        var state = new SalesDocumentState
        {
            Id = "SalesOrder:1:SO1",
            Kind = SalesDocumentKind.SalesOrder,
            Number = "SO1",
            ExternalNumber = "#1001",
            Status = status,
            Lines = [new SalesDocumentLineState("10000", "SKU-l1", 2m, posted, posted, default)],
        };
        var memo = forget ? created.LinkMemo!.Replace("\"addressee\":", "\"formerly\":", StringComparison.OrdinalIgnoreCase) : created.LinkMemo;
        var written = new WrittenRecord(created.LinkName!, new RecordRef(state.Id, null, "SO1"), memo);
        return planner.Plan("1001", new OrderReading(change(order), [written], new Dictionary<string, SalesDocumentState> { [state.Id] = state }, null), Orders.Placed);
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
