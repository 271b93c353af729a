using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>Taxes of posted documents: two bikes at 119.00 and shipping of 7.50 with 19 %, two books at 10.70 with 7 %, tax inside.</summary>
public sealed class PostedTaxTests
{
    [Fact]
    public async Task A_posted_order_shows_the_taxes_of_its_invoice_line_by_line()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        (await erp.StateAsync(order.Id))!.PostedDocuments.Should().BeEmpty("nothing is posted");
        erp.Erp.World.PostOrder(order.DisplayNumber!);

        var posted = (await erp.StateAsync(order.Id))!.PostedDocuments.Should().ContainSingle().Which;

        posted.Number.Should().Be(erp.Erp.World.Books.Invoices.Single().Number);
        posted.Gross.Should().Be(Euro(266.90m));
        posted.Taxes.Should().Equal(Tax("VAT19", 0.19m, 200m, 38m), Tax("VAT7", 0.07m, 20m, 1.40m), Tax("VAT19", 0.19m, 6.30m, 1.20m));
    }

    [Fact]
    public async Task A_discount_on_the_whole_document_lessens_its_taxes_as_in_the_ledger()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        erp.Erp.World.EditOrder(order.DisplayNumber!, "discountAmount", 23.80m);
        erp.Erp.World.PostOrder(order.DisplayNumber!);

        var posted = (await erp.StateAsync(order.Id))!.PostedDocuments!.Single();

        // 21.84 of the discount falls on the bikes and 1.96 on the books.
        posted.Gross.Should().Be(Euro(243.10m));
        posted.Taxes.Should().Equal(Tax("VAT19", 0.19m, 181.65m, 34.51m), Tax("VAT7", 0.07m, 18.17m, 1.27m), Tax("VAT19", 0.19m, 6.30m, 1.20m));
        erp.Erp.World.Books.Ledger(posted.Number).Where(static line => line.Account is ErpAccounts.VatStandard or ErpAccounts.VatReduced).Sum(static line => line.Amount).Should().Be(-36.98m);
    }

    [Fact]
    public async Task Each_partial_invoice_has_its_own_taxes_and_changes_the_version()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Order());
        var open = await FindAsync(erp.States, order.Id);
        erp.Erp.World.PostOrder(order.DisplayNumber!, new Dictionary<int, decimal> { [10000] = 1m });
        var first = await FindAsync(erp.States, order.Id);
        erp.Erp.World.PostOrder(order.DisplayNumber!);
        var last = await FindAsync(erp.States, order.Id);

        first.Value!.PostedDocuments!.Single().Taxes.Should().Equal(Tax("VAT19", 0.19m, 100m, 19m));
        last.Value!.PostedDocuments!.Select(static posted => posted.Gross.Amount).Should().Equal(119m, 147.90m);
        last.Value.PostedDocuments!.Sum(static posted => posted.Taxes.Sum(static tax => tax.Amount.Amount)).Should().Be(40.60m);
        new[] { open.Version, first.Version, last.Version }.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_draft_credit_memo_has_none_and_a_posted_one_shows_them_without_sign()
    {
        await using var erp = await StartAsync();
        var memo = await erp.AppliedAsync(Order() with
        {
            Kind = SalesDocumentKind.CreditMemo,
            Source = new DocumentSource(DocumentSourceType.Refund, "1"),
            ExternalNumber = "shop-1001/R1",
            Lines = [Item("BIKE", 1, 119m)],
            Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(119m)),
        });
        (await erp.StateAsync(memo.Id))!.PostedDocuments.Should().BeEmpty();
        await erp.AppliedAsync(new DocumentPosting { DocumentId = memo.Id, Kind = SalesDocumentKind.CreditMemo, ExternalNumber = "SHOP-1001/R1" });

        var state = await erp.StateAsync(memo.Id);

        state!.PostedDocuments.Should().ContainSingle().Which.Should().BeEquivalentTo(new PostedDocument(state.PostedNumbers.Single(), Euro(119m), [Tax("VAT19", 0.19m, 100m, 19m)]));
    }

    private static PostedTax Tax(string code, decimal rate, decimal taxed, decimal amount) => new(code, rate, Euro(taxed), Euro(amount));
}
