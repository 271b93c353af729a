using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>People remove and make anew what the connection remembers by its id: the attempt after the refused one finds it.</summary>
public sealed class RememberedIdTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_location_or_variant_that_was_made_anew_is_found_by_the_next_attempt(bool isLocation)
    {
        await using var erp = await StartAsync();
        Guid Make() => isLocation ? erp.Erp.World.AddLocation("WEST", "West Warehouse") : erp.Erp.World.AddVariant("BIKE", "RED", "Red");
        SalesDocument Wanted(string external) => Document(external, 119m, Item("BIKE", 1, 119m) with { Location = isLocation ? "WEST" : null, Variant = isLocation ? null : "RED" });
        var before = Make();
        await erp.AppliedAsync(Wanted("shop-1"));
        await erp.DeleteAsync(isLocation ? "locations" : "itemVariants", before);
        Make();

        var refused = await erp.SendAsync(Wanted("shop-2"));
        var again = await erp.SendAsync(Wanted("shop-2"));

        var fault = refused.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Conflict, "bc.reference-gone"));
        again.Should().BeOfType<WriteResult.Applied>();
        erp.Erp.World.Books.Orders.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_line_that_is_added_finds_a_location_that_was_made_anew()
    {
        await using var erp = await StartAsync();
        var west = erp.Erp.World.AddLocation("WEST", "West Warehouse");
        await erp.AppliedAsync(Document("shop-1", 119m, Item("BIKE", 1, 119m) with { Location = "WEST" }));
        var order = await erp.AppliedAsync(Document("shop-2", 119m, Item("BIKE", 1, 119m)));
        await erp.DeleteAsync("locations", west);
        erp.Erp.World.AddLocation("WEST", "West Warehouse");
        var wanted = Document("shop-2", 130.90m, Item("BIKE", 1, 119m), Item("CAP", 1, 11.90m) with { Location = "WEST" });

        var refused = await erp.SendAsync(wanted, WriteKind.Update, order);

        refused.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.reference-gone");
        await erp.AppliedAsync(wanted, WriteKind.Update, order);
    }

    [Fact]
    public async Task A_payment_journal_that_was_made_anew_is_found_by_the_next_attempt()
    {
        await using var erp = await StartAsync(options => options.PaymentJournals["shopify_payments"] = "CLEARING");
        var before = erp.Erp.World.AddPaymentJournal("CLEARING", ErpAccounts.PaymentClearing);
        await erp.AppliedAsync(Payment("1"));
        await erp.DeleteAsync("customerPaymentJournals", before);
        erp.Erp.World.AddPaymentJournal("CLEARING", ErpAccounts.PaymentClearing);

        var refused = await erp.SendAsync(Payment("2"));

        refused.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Conflict);
        await erp.AppliedAsync(Payment("2"));
        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(238m);
    }

    [Fact]
    public async Task A_general_journal_that_was_made_anew_is_found_by_the_next_attempt()
    {
        await using var erp = await StartAsync(options => options.GeneralJournal = "PAYOUTS");
        var before = erp.Erp.World.AddJournal("PAYOUTS");
        await erp.AppliedAsync(Journal("1"));
        await erp.DeleteAsync("journals", before);
        erp.Erp.World.AddJournal("PAYOUTS");

        var refused = await erp.SendAsync(Journal("2"));

        refused.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Conflict);
        await erp.AppliedAsync(Journal("2"));
        erp.Erp.World.Books.Ledger("PO-2").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_changed_template_customer_counts_after_a_while_without_a_restart()
    {
        await using var erp = await StartAsync(options => options.CustomerTemplateNumber = "TEMPLATE");
        erp.Erp.World.AddCustomer("TEMPLATE", "Template");
        await erp.AppliedAsync(Shopper("1"));
        erp.Erp.World.EditCustomer("TEMPLATE", "taxLiable", true);

        await erp.AppliedAsync(Shopper("2"));
        erp.Time.Advance(TimeSpan.FromMinutes(15));
        await erp.AppliedAsync(Shopper("3"));

        erp.Line.Sent.Where(request => request.IsWrite).Select(request => request.Body!.Contains("\"taxLiable\":true", StringComparison.Ordinal)).Should().Equal(false, false, true);
    }

    [Fact]
    public async Task A_customer_that_is_refused_because_the_template_changed_is_written_with_the_new_one()
    {
        await using var erp = await StartAsync(options => options.CustomerTemplateNumber = "TEMPLATE");
        erp.Erp.World.AddCustomer("TEMPLATE", "Template");
        var terms = await erp.IdsAsync("paymentTerms");
        erp.Erp.World.EditCustomer("TEMPLATE", "paymentTermsId", terms[0]);
        await erp.AppliedAsync(Shopper("1"));
        erp.Erp.World.EditCustomer("TEMPLATE", "paymentTermsId", terms[1]);
        await erp.DeleteAsync("paymentTerms", terms[0]);

        var refused = await erp.SendAsync(Shopper("2"));

        refused.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Conflict);
        await erp.AppliedAsync(Shopper("2"));
    }

    private static Customer Shopper(string id) => new() { Id = id, DisplayName = "John Roe" };

    private static PaymentEntry Payment(string id) => new()
    {
        TransactionId = id,
        Gateway = "shopify_payments",
        Customer = new CustomerRef(null, "C1"),
        Amount = Euro(119m),
        PostingDate = Today,
        OrderNumber = "SHOP-1001",
    };

    private static GeneralJournal Journal(string id) => new()
    {
        SourceId = id,
        NumberPrefix = "PO-",
        Currency = Eur,
        PostingDate = Today,
        Lines =
        [
            new GeneralJournalLine { Account = ErpAccounts.Bank, Role = "Bank", Amount = 100m, Description = "Bank" },
            new GeneralJournalLine { Account = ErpAccounts.PaymentClearing, Role = "GatewayClearing", Amount = -100m, Description = "Clearing" },
        ],
    };
}
