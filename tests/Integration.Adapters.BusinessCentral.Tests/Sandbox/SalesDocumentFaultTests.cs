using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>What cannot be stored is named with its field and a remedy, and leaves nothing behind.</summary>
public sealed class SalesDocumentFaultTests
{
    [Fact]
    public async Task An_unknown_item_is_named_with_its_line()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Document("shop-1", 10m, Item("BIKE", 1, 119m), Item("NOSUCH", 1, 1m)));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.item-missing", "lines[1].item"));
        fault.Message.Should().Contain("NOSUCH");
        fault.Hint.Should().Contain("DocumentSettings.Items");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_item_is_waited_for_where_the_host_says_so()
    {
        await using var erp = await StartAsync(options => options.MissingItems = BusinessCentralMissingItemMode.Wait);

        var result = await erp.SendAsync(Document("shop-1", 10m, Item("NOSUCH", 1, 1m)));

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.MissingDependency);
    }

    [Fact]
    public async Task A_currency_the_company_does_not_have_is_named()
    {
        await using var erp = await StartAsync();
        var krona = Currency.FromCode("SEK");
        var document = Document("shop-1", 119m, Item("BIKE", 1, 119m));

        var result = await erp.SendAsync(document with { Currency = krona, Totals = new DocumentTotals(new Money(0m, krona), new Money(0m, krona), new Money(119m, krona)) });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.currency-missing", "currency"));
        fault.Message.Should().Contain("SEK");
        fault.Hint.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_item_number_that_is_too_long_is_named_with_its_length_and_the_mapping_as_remedy()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Document("shop-1", 119m, Item("A-SKU-OF-TWENTY-FIVE-SIGN", 1, 119m)));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.too-long", "lines[0].item"));
        fault.Message.Should().Contain("A-SKU-OF-TWENTY-FIVE-SIGN").And.Contain("25").And.Contain("20");
        fault.Hint.Should().Contain("DocumentSettings.Items");
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
    }

    [Theory]
    [InlineData("NOVAT", "100.00")]
    [InlineData(null, null)]
    public async Task Lines_without_tax_get_the_tax_code_for_untaxed_lines(string? code, string? total)
    {
        await using var erp = await StartAsync(options => options.UntaxedTaxCode = code);

        var result = await erp.SendAsync(Document("shop-1", 100m, Item("BIKE", 1, 100m, rate: 0m) with { Tax = [] }) with { PricesIncludeTax = false });

        if (total is null)
        {
            result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.total-mismatch", "the item's own tax code says 19 %");
        }
        else
        {
            result.Should().BeOfType<WriteResult.Applied>();
            erp.Erp.World.Books.Orders.Single().TotalIncludingTax.Should().Be(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_blocked_item_is_rejected_with_its_line()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.EditItem("BOOK", "blocked", true);

        var result = await erp.SendAsync(Order());

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Rejected, "bc.item-blocked", "lines[1].item"));
    }

    [Fact]
    public async Task An_unknown_customer_is_a_missing_dependency()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Order() with { Customer = new CustomerRef("7a9c1c1e-0000-4000-8000-000000000001", "C-UNKNOWN") });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.MissingDependency, "customer"));
    }

    /// <summary>Nothing writes such a customer: waiting for it would hold every guest order back until the deadline.</summary>
    [Theory]
    [InlineData("order option")]
    [InlineData("adapter option")]
    [InlineData("guest mode")]
    public async Task A_configured_customer_that_does_not_exist_is_a_case_at_once(string where)
    {
        await using var erp = await StartAsync(options => options.GuestCustomerNumber = where == "order option" ? null : "Guest");

        var result = await erp.SendAsync(Order() with
        {
            Customer = where switch
            {
                "order option" => new CustomerRef(null, "GUEST"),
                "adapter option" => null,
                _ => new CustomerRef("7a9c1c1e-0000-4000-8000-000000000001", "GUEST"),
            },
        });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Rejected, "bc.guest-customer-missing", "customer"));
        fault.Message.Should().Contain("GUEST");
        fault.Hint.Should().Contain("GuestCustomerNumber");
    }

    [Theory]
    [InlineData("role")]
    [InlineData("external")]
    [InlineData("city")]
    [InlineData("customer")]
    [InlineData("location")]
    public async Task Content_that_cannot_be_stored_is_refused_before_anything_is_sent(string what)
    {
        await using var erp = await StartAsync();
        var (document, field) = what switch
        {
            "role" => (Document("shop-1", 1m, Account("", 1m)), "lines[0].account"),
            "external" => (Order(new string('x', 36)), "externalNumber"),
            "city" => (Order() with { ShipTo = new Address { City = new string('x', 31) } }, "shipTo.city"),
            "customer" => (Order() with { Customer = null }, "customer"),
            _ => (Document("shop-1", 119m, Item("BIKE", 1, 119m) with { Location = "NOWHERE" }), "lines[0].location"),
        };

        var result = await erp.SendAsync(document);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.Invalid, field));
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
    }
}
