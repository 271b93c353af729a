using ErpSync.Connectors;
using ErpSync.Model;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>External numbers are not unique: a document of another shop, or of a person, is neither taken for ours nor written over.</summary>
public sealed class DocumentOwnerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_document_of_another_customer_is_left_alone_and_both_are_named(bool posted)
    {
        await using var erp = await StartAsync();
        erp.Erp.World.AddCustomer("C2", "John Roe");
        var theirs = await erp.AppliedAsync(Order() with { Customer = new CustomerRef(null, "C2") });
        if (posted)
        {
            erp.Erp.World.PostOrder(theirs.DisplayNumber!);
        }

        erp.Restart();

        var result = await erp.SendAsync(Order());

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Rejected, "bc.document-of-another", "externalNumber"));
        fault.Message.Should().Contain("C1").And.Contain("C2").And.Contain(theirs.DisplayNumber);
        fault.Hint.Should().Contain("ExternalNumberPrefix");
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
        (await erp.LookupAsync(Order())).Should().BeNull("what was looked for is not there");
    }

    [Fact]
    public async Task A_document_in_another_currency_is_left_alone()
    {
        await using var erp = await StartAsync();
        var usd = Currency.FromCode("USD");
        var wanted = Document("shop-1001", 119m, Item("BIKE", 1, 119m));
        await erp.AppliedAsync(wanted with { Currency = usd, Totals = new DocumentTotals(new Money(100m, usd), new Money(19m, usd), new Money(119m, usd)), RoundingTolerance = new Money(0m, usd) });
        erp.Restart();

        var result = await erp.SendAsync(wanted);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        fault.Code.Should().Be("bc.document-of-another");
        fault.Message.Should().Contain("USD").And.Contain("EUR");
        (await erp.LookupAsync(wanted)).Should().BeNull();
    }

    [Theory]
    [InlineData(119)]
    [InlineData(107.10)]
    public async Task An_open_document_without_any_line_of_ours_is_left_alone(decimal total)
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Document("shop-1001", total, Item("CAP", total / 11.90m, 11.90m)));
        erp.Restart();

        var result = await erp.SendAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        fault.Code.Should().Be("bc.document-of-another");
        fault.Message.Should().Contain("CAP").And.Contain("BIKE");
        erp.Erp.World.Books.Orders.Single().Lines.Single().Number.Should().Be("CAP");
    }

    [Fact]
    public async Task A_document_of_ours_that_people_emptied_is_filled_again()
    {
        await using var erp = await StartAsync();
        var wanted = Document("shop-1001", 119m, Item("BIKE", 1, 119m)) with { Customer = new CustomerRef(null, "c1") };
        var order = await erp.AppliedAsync(wanted);
        await erp.DeleteAsync("salesOrderLines", (await erp.IdsAsync($"salesOrders({order.Id.Split(':')[1]})/salesOrderLines")).Single());
        erp.Restart();

        await erp.AppliedAsync(wanted);

        erp.Erp.World.Books.Orders.Single().TotalIncludingTax.Should().Be(119m);
    }
}
