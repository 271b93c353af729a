using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using Quickstart;
using static ErpSync.EndToEnd.LiveSystems;

namespace ErpSync.EndToEnd;

/// <summary>Tax by jurisdiction and roll-forwards of two running systems: they tie by themselves, and what somebody did beside them is named.</summary>
public sealed class LiveBooksTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Taxes_and_balances_tie_and_postings_by_hand_are_named()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var erp = sandboxes.Erp.World;
        var sold = await SellAsync(sandboxes, ct, Article(sandboxes, 0.19m), "DE");
        await SellAsync(sandboxes, ct, Article(sandboxes, 0.07m), "DE");
        await SellAsync(sandboxes, ct, Article(sandboxes, 0.19m), "FR");
        var refund = sandboxes.Shop.World.Refund(sold.Id, new RefundRequest { Lines = [new RefundLineRequest(sold.Lines[0].Id, 1, RestockKind.Return)] });
        await UntilAsync(() => erp.Books.CreditMemos.Any(memo => memo.ExternalNumber == $"{sold.Name}/R{refund}" && memo.Status != "Draft"), ct);

        var report = await SettledAsync(host.Reconciliation, receipts: 3, ct);

        report.Matches.Where(static match => match.Section == ReconciliationSection.Tax).Select(static match => match.Source.Single()).Should().Equal("DE|MwSt@0.07", "DE|MwSt@0.19", "FR|MwSt@0.19");
        var tax = -(erp.Books.Balances[ErpAccounts.VatStandard] + erp.Books.Balances[ErpAccounts.VatReduced]);
        report.Totals.Where(static total => total.Section is ReconciliationSection.Tax or ReconciliationSection.TaxLedger).Should().HaveCount(2).And.OnlyContain(total => total.Target == tax && tax > 0m);
        report.RollForwards.Should().OnlyContain(static result => result.Ties);
        report.Closings.Should().Equal(new SortedDictionary<string, decimal>(
            new[] { ErpAccounts.Receivables, ErpAccounts.PaymentClearing }.ToDictionary(static account => account, account => erp.Books.Balances[account])));
        var receivables = report.RollForwards.Single(static result => result.Account.Account == ErpAccounts.Receivables);
        receivables.Account.List.Should().Contain(item => item.Key == sold.Name && item.Amount == -erp.Books.CreditMemos.Single().TotalIncludingTax, "the money of the refund is not booked");
        using var page = new StringWriter();
        ReconciliationHtml.Write(report, page);
        page.ToString().Should().Contain("Roll-forward 11000 AR").And.Contain("Output tax by jurisdiction").And.Contain("<td>FR</td>");
        report.Taxes.Sum(static total => total.Ledger).Should().Be(tax);
        report.Taxes.Single(static total => total.Jurisdiction == "FR").BookedBase.Should().Be(erp.Books.Invoices[^1].TotalExcludingTax);

        // The period after: what was done is neither missing nor moved, and every balance is carried forward.
        var next = Next(report);
        var carried = (await host.Reconciliation.RunAsync(next, matches: null, ct)).Report;
        carried.Breaks.Should().BeEmpty();
        carried.Closings.Should().Equal(report.Closings);
        carried.RollForwards.Should().OnlyContain(static result => result.Account.Movements.Count == 0 && result.Account.Opening == result.Account.PriorClosing);
        carried.Taxes.Should().BeEmpty();

        await PostByHandAsync(sandboxes, ErpAccounts.VatReduced, -5.50m, ct, "VATBYHAND");
        await PostByHandAsync(sandboxes, ErpAccounts.Receivables, 12m, ct, "ARBYHAND");
        var after = (await host.Reconciliation.RunAsync(Scope(host.Reconciliation), matches: null, ct)).Report;
        var journal = after.Breaks.Should().ContainSingle(static item => item.Section == ReconciliationSection.TaxLedger).Which;
        (journal.Key, journal.Class, journal.Subclass, journal.Difference).Should().Be(("DE|MwSt@0.07", BreakClass.Override, BreakSubclasses.ManualJournal, 5.50m));
        journal.Evidence.Should().Equal("VATBYHAND");
        var moved = after.RollForwards.Single(static result => result.Account.Account == ErpAccounts.Receivables);
        moved.Ties.Should().BeTrue();
        moved.Closing.Should().Be(receivables.Closing + 12m);
        moved.Account.Movements.Should().Contain(new RollForwardMovement("Other documents", 12m));
        after.Breaks.Should().Contain(static item => item.Section == ReconciliationSection.GeneralLedger && item.Evidence.Contains("ARBYHAND"));

        var backdated = (await host.Reconciliation.RunAsync(next with { AsOf = after.Scope.AsOf, Watermarks = after.Scope.Watermarks }, matches: null, ct)).Report;
        backdated.Breaks.Select(static item => (item.Section, item.Key, item.Leg, item.Difference)).Should().Equal((ReconciliationSection.RollForward, ErpAccounts.Receivables, RollForwardLeg.Opening, 12m));

        var repeated = (await host.Reconciliation.RunAsync(report.Scope, matches: null, ct)).Report;
        ReconciliationJson.ToUtf8(repeated).Should().Equal(ReconciliationJson.ToUtf8(report));
    }

    [Fact]
    public async Task A_tax_code_changed_in_the_ERP_is_named_with_its_order()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var (shop, erp) = (sandboxes.Shop.World, sandboxes.Erp.World);
        await SellAsync(sandboxes, ct, Article(sandboxes, 0.07m), "DE");
        await SettledAsync(host.Reconciliation, receipts: 1, ct);

        var order = shop.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[Article(sandboxes, 0.19m)].Sku, UnitPrice = 119m }],
            Email = "guest@example.com",
            TaxesIncluded = true,
            ShippingAddress = new ShopAddress { FirstName = "Kim", LastName = "Doe", Address1 = "Main Street 1", City = "Town", Zip = "10115", CountryCode = "DE" },
        });
        await UntilAsync(() => erp.Books.Order(order.Name) is not null, ct);
        erp.EditOrderLine(erp.Books.Order(order.Name)!.Number, 10_000, "taxCode", "VAT7");
        erp.PostOrder(erp.Books.Order(order.Name)!.Number);
        await UntilAsync(() => shop.Order(order.Id).Fulfilments.Count == 1, ct);

        var report = (await host.Reconciliation.RunAsync(Scope(host.Reconciliation), matches: null, ct)).Report;

        // 119.00 with tax: 19.00 of 19 %, and 7.79 when it is 7 %.
        report.Breaks.Where(static item => item.Section == ReconciliationSection.Tax && item.Class != BreakClass.Rounding).Select(static item => (item.Key, item.Subclass, item.Difference, item.Evidence.Single()))
            .Should().Equal(("DE|MwSt@0.07", BreakSubclasses.OrphanInTarget, 7.79m, order.Name), ("DE|MwSt@0.19", BreakSubclasses.NotPosted, -19m, order.Name));
        report.Breaks.Should().NotContain(static item => item.Section == ReconciliationSection.TaxLedger, "the ledger is what the document says");
    }

    private static ReconciliationScope Next(ReconciliationReport report) => report.Scope with
    {
        Period = "next",
        PeriodStart = report.Scope.PeriodEnd.AddDays(1),
        PeriodEnd = report.Scope.PeriodEnd.AddDays(30),
        PriorClosings = report.Closings,
    };

    private static int Article(Sandboxes sandboxes, decimal rate) => sandboxes.Catalog.Items.Select(static (item, index) => (item, index)).First(pair => pair.item.TaxRate == rate).index;
}
