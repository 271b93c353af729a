using ErpSync.Connectors;
using ErpSync.Model;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

public sealed class CustomerTests
{
    private static Customer Shopper(string id = "gid://shopify/Customer/7001") => new()
    {
        Id = id,
        DisplayName = "John Roe",
        Email = "john@example.com",
        Phone = "+49 30 123456",
        Address = new Address { Name = "John Roe", Line1 = new string('l', 120), City = "Berlin", PostalCode = "10115", Country = "DE" },
    };

    [Fact]
    public async Task A_new_customer_gets_a_number_made_of_the_shops_id()
    {
        await using var erp = await StartAsync();

        var reference = await erp.AppliedAsync(Shopper());

        reference.DisplayNumber.Should().Be("SHOP-7001");
        (await erp.Customers.LookupAsync(Write(Shopper()), CancellationToken.None))!.Id.Should().Be(reference.Id);
    }

    [Fact]
    public async Task A_repeated_customer_is_the_same_one()
    {
        await using var erp = await StartAsync();
        var first = await erp.AppliedAsync(Shopper());
        erp.Restart();

        var again = await erp.SendAsync(Shopper());

        again.Should().BeOfType<WriteResult.Applied>().Which.Should().Match<WriteResult.Applied>(applied => applied.WasReplay && applied.Ref.Id == first.Id);
        erp.Erp.World.Books.Count("customers").Should().Be(2);
    }

    [Fact]
    public async Task A_customer_created_by_somebody_else_in_between_is_taken()
    {
        await using var erp = await StartAsync();
        erp.Line.AnswerInstead = request =>
        {
            if (request.Method == "POST")
            {
                erp.Line.AnswerInstead = null;
                erp.Erp.World.AddCustomer("SHOP-7001", "John Roe");
            }

            return null;
        };

        var result = await erp.SendAsync(Shopper());

        result.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        erp.Erp.World.Books.Count("customers").Should().Be(2);
    }

    [Fact]
    public async Task An_existing_customer_with_the_same_address_is_taken()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Shopper() with { Email = "jane@example.com" });

        result.Should().BeOfType<WriteResult.Unchanged>().Which.Ref.DisplayNumber.Should().Be("C1");
    }

    [Fact]
    public async Task Several_customers_with_the_same_address_are_a_decision_for_a_person()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.AddCustomer("C2", "Jane Doe", email: "jane@example.com");

        var result = await erp.SendAsync(Shopper() with { Email = "jane@example.com" });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Rejected, "bc.customer-ambiguous"));
        fault.Message.Should().Contain("C1").And.Contain("C2").And.NotContain("jane@");
    }

    [Fact]
    public async Task A_change_is_written_once()
    {
        await using var erp = await StartAsync();
        var reference = await erp.AppliedAsync(Shopper());

        await erp.AppliedAsync(Shopper() with { Phone = "+49 30 999" }, WriteKind.Update, reference);

        (await erp.SendAsync(Shopper() with { Phone = "+49 30 999" }, WriteKind.Update, reference)).Should().BeOfType<WriteResult.Unchanged>();
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused_with_its_field_and_limit()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Shopper() with { DisplayName = new string('n', 101) });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.Invalid, "displayName"));
        fault.Message.Should().Contain("100");
    }

    [Fact]
    public async Task The_collective_customer_takes_everybody_in_guest_mode()
    {
        await using var erp = await StartAsync(options =>
        {
            options.CustomerMode = BusinessCentralCustomerMode.Guest;
            options.GuestCustomerNumber = "C1";
        });

        (await erp.SendAsync(Shopper())).Should().BeOfType<WriteResult.Unchanged>().Which.Ref.DisplayNumber.Should().Be("C1");
        (await erp.AppliedAsync(Order() with { Customer = null })).Should().NotBeNull();
    }

    [Theory]
    [InlineData("GUEST", null, "bc.guest-customer-missing", "GuestCustomerNumber")]
    [InlineData(null, "MODEL", "bc.template-missing", "CustomerTemplateNumber")]
    public async Task The_check_finds_a_configured_customer_that_does_not_exist(string? guest, string? template, string code, string option)
    {
        await using var erp = await StartAsync(options => (options.GuestCustomerNumber, options.CustomerTemplateNumber) = (guest, template));

        var report = await erp.Connector.CheckAsync(CancellationToken.None);

        report.State.Should().Be(ConnectionState.Degraded);
        var finding = report.Findings.Should().ContainSingle().Subject;
        (finding.Code, finding.Message.Contains(guest ?? template!, StringComparison.Ordinal), finding.Hint!.Contains(option, StringComparison.Ordinal)).Should().Be((code, true, true));
        erp.Erp.World.AddCustomer(guest ?? template!, "Configured");
        (await erp.Connector.CheckAsync(CancellationToken.None)).State.Should().Be(ConnectionState.Ok);
    }

    [Fact]
    public async Task New_customers_copy_the_template_customer()
    {
        await using var erp = await StartAsync(options => options.CustomerTemplateNumber = "TEMPLATE");
        erp.Erp.World.AddCustomer("TEMPLATE", "Template", taxArea: "EU");

        var reference = await erp.AppliedAsync(Shopper());
        var order = await erp.SendAsync(Document("shop-1", 119m, Item("BIKE", 1, 119m)) with { Customer = new CustomerRef(reference.Id, reference.DisplayNumber!) });

        order.Should().BeOfType<WriteResult.Applied>();
        erp.Erp.World.Books.Orders.Single().TotalTax.Should().Be(0m, "the template customer is in a tax area without tax");
    }
}
