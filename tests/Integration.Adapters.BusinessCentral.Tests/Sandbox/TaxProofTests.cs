using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>Where prices include tax, the total ties with any tax inside: the tax that was charged is proven by itself.</summary>
public sealed class TaxProofTests
{
    /// <summary>120.00 with 20 % inside; the item's own tax code says 19 %.</summary>
    private static SalesDocument French { get; } = Taxed(Document("shop-1001", 120m, Item("BIKE", 1, 120m) with { Tax = [new DocumentTax("TVA", 0.20m, Euro(20m))] }), 20m);

    [Fact]
    public async Task Another_tax_than_the_one_charged_leaves_no_document_and_names_amounts_codes_and_remedy()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(French);

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Rejected, "bc.tax-mismatch", "totals.tax"));
        fault.Message.Should().Contain("20.00 EUR").And.Contain("19.16").And.Contain("TVA@0.2 as the tax code of the item").And.Contain("removed again");
        fault.Hint.Should().Contain("TaxCodes");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task Where_the_ERP_alone_decides_the_tax_its_tax_stands()
    {
        await using var erp = await StartAsync(options => options.CompareTax = false);

        await erp.AppliedAsync(French);

        erp.Erp.World.Books.Orders.Single().TotalTax.Should().Be(19.16m);
    }

    [Fact]
    public async Task A_mapped_tax_code_ties()
    {
        await using var erp = await StartAsync(options => options.TaxCodes["TVA@0.2"] = "VAT20");
        erp.Erp.World.SetVat(new VatRate("DOMESTIC", "VAT20", 20m, ErpAccounts.VatOther));

        await erp.AppliedAsync(French);

        erp.Erp.World.Books.Orders.Single().TotalTax.Should().Be(20m);
    }

    [Fact]
    public Task Dying_anywhere_with_another_tax_ends_without_a_document() => Deaths.EverywhereAsync(erp => Task.FromResult(new Deaths.Walk(() => erp.SendAsync(French), async () =>
    {
        (await erp.LookupAsync(French)).Should().BeNull();
        var result = await erp.SendAsync(French);

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.tax-mismatch");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
    })));

    [Theory]
    [InlineData("released", "cannot be changed")]
    [InlineData("posted", "posted already")]
    [InlineData("shipped", "cannot be changed")]
    public async Task A_document_that_people_took_over_stays_with_a_case(string how, string consequence)
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1001", 120m, Item("BIKE", 1, 120m)));
        switch (how)
        {
            case "released":
                erp.Erp.World.ReleaseOrder(order.DisplayNumber!);
                break;
            case "posted":
                erp.Erp.World.PostOrder(order.DisplayNumber!);
                break;
            default:
                erp.Erp.World.PostOrder(order.DisplayNumber!, invoice: false);
                erp.Erp.World.ReleaseOrder(order.DisplayNumber!);
                break;
        }

        erp.Restart();

        var fault = (await erp.SendAsync(French)).Should().BeOfType<WriteResult.Failed>().Subject.Fault;

        fault.Code.Should().Be("bc.tax-mismatch");
        fault.Message.Should().Contain(consequence);
        erp.Line.Sent.Should().NotContain(request => request.IsWrite);
    }

    [Fact]
    public async Task A_change_that_brings_another_tax_is_a_case_and_the_document_is_left()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)));

        var fault = (await erp.SendAsync(French, WriteKind.Update, order)).Should().BeOfType<WriteResult.Failed>().Subject.Fault;

        fault.Code.Should().Be("bc.tax-mismatch");
        fault.Message.Should().Contain("left as it is");
        erp.Erp.World.Books.Orders.Should().ContainSingle();
    }

    [Fact]
    public async Task A_customer_without_tax_does_not_take_a_taxed_order()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.AddCustomer("C2", "Jean Roe", taxArea: "EXPORT");
        var order = Document("shop-1001", 119m, Item("BIKE", 1, 119m)) with { Customer = new CustomerRef(null, "C2") };

        (await erp.SendAsync(Taxed(order, 19m))).Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.tax-mismatch");
        await erp.AppliedAsync(Taxed(order with { Lines = [.. order.Lines.Select(line => line with { Tax = [] })] }, 0m));
    }

    /// <summary>Each of ten lines was charged 0.16 of 0.1645; the company takes 1.64 of the whole.</summary>
    [Fact]
    public async Task What_rounding_each_line_explains_is_no_difference()
    {
        await using var erp = await StartAsync();

        await erp.AppliedAsync(Taxed(Document("shop-1001", 10.30m, [.. Enumerable.Range(0, 10).Select(_ => Item("CAP", 1, 1.03m))]), 1.60m));

        erp.Erp.World.Books.Orders.Single().TotalTax.Should().Be(1.64m);
    }

    public static TheoryData<string, SalesDocument> Tying => new()
    {
        { "gift card and tip", Taxed(Document("shop-1", 174m, Item("BIKE", 1, 119m), Untaxed(ErpAccounts.GiftCards, 50m), Untaxed(ErpAccounts.Tips, 5m)), 19m) },
        { "two rates and shipping", Taxed(Order(), 40.60m) },
        { "free", Taxed(Document("shop-1", 0m, Item("BIKE", 1, 119m, discount: 119m)), 0m) },
        { "tax that a channel remits, as a line", Taxed(Document("shop-1", 127.25m, Item("BIKE", 1, 100m), Untaxed(ErpAccounts.Duties, 8.25m)) with { PricesIncludeTax = false }, 19m) },
        { "discount on the whole, tax before it", Taxed(Document("shop-1", 217m, Item("BIKE", 2, 119m, discount: 10m)) with { InvoiceDiscount = Euro(11m) }, 36.40m) },
        { "rounding line", Taxed(Document("shop-1", 119.02m, Item("BIKE", 1, 119m)), 19m) },
        { "credit memo in the customer's convention", Taxed(Document("shop-1/R1", 154.45m, Item("BIKE", 1, 119m), Item("BOOK", 3, 9.32m, 0.07m), Account(ErpAccounts.Shipping, 7.49m)) with { Kind = SalesDocumentKind.CreditMemo }, 22.03m) },
    };

    [Theory]
    [MemberData(nameof(Tying))]
    public async Task Tax_ties_for(string what, SalesDocument document)
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(document);

        result.Should().BeOfType<WriteResult.Applied>(what);
        erp.Restart();
        (await erp.SendAsync(document)).Should().BeOfType<WriteResult.Applied>(what).Which.WasReplay.Should().BeTrue();
    }

    private static SalesDocumentLine Untaxed(string account, decimal amount) => Account(account, amount) with { Tax = [] };

    private static SalesDocument Taxed(SalesDocument document, decimal tax) =>
        document with { Totals = new DocumentTotals(document.Totals.Gross - Euro(tax), Euro(tax), document.Totals.Gross) };
}
