using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Results;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using Quickstart;
using static ErpSync.EndToEnd.LiveSystems;

namespace ErpSync.EndToEnd;

/// <summary>A running host reconciles the two systems over their own APIs: what is right has no difference, what somebody did beside it is found, and a run can be repeated.</summary>
public sealed class LiveReconciliationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Systems_are_compared_by_account_a_foreign_posting_is_found_and_a_run_can_be_repeated()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var (shop, erp) = (sandboxes.Shop.World, sandboxes.Erp.World);
        var sold = await SellAsync(sandboxes, ct);
        var refund = shop.Refund(sold.Id, new RefundRequest { Lines = [new RefundLineRequest(sold.Lines[0].Id, 1, RestockKind.Return)] });
        await UntilAsync(() => erp.Books.CreditMemos.Any(memo => memo.ExternalNumber == $"{sold.Name}/R{refund}" && memo.Status != "Draft"), ct);
        var open = shop.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[1].Sku }], Email = "guest@example.com" });
        await UntilAsync(() => erp.Books.Order(open.Name) is not null, ct);

        var report = await SettledAsync(host.Reconciliation, receipts: 1, ct);

        report.Breaks.Should().BeEmpty();
        report.Sections.Should().Contain([ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt, ReconciliationSection.RefundDocument, ReconciliationSection.GeneralLedger]);
        report.Matches.Should().Contain(match => match.Section == ReconciliationSection.OrderInvoice && match.Source.Contains(sold.Name));
        report.Matches.Should().Contain(match => match.Section == ReconciliationSection.RefundDocument);
        report.Matches.Should().Contain(match => match.Section == ReconciliationSection.PaymentReceipt);
        var receivables = report.Accounts.Single(static account => account.Account == ErpAccounts.Receivables);
        receivables.Found.Should().BeLessThan(0m, "the credit memo stands open until the money of the refund is booked");
        receivables.Found.Should().Be(receivables.Expected);
        report.Accounts.Should().OnlyContain(static account => account.Unexplained == 0m);

        // Somebody posts by hand where only orders may post; the orders themselves stay without difference.
        await PostByHandAsync(sandboxes, ErpAccounts.Sales, 12.34m, ct);
        var after = (await host.Reconciliation.RunAsync(Scope(host.Reconciliation), matches: null, ct)).Report;
        var found = after.Breaks.Should().ContainSingle(static item => item.Key.EndsWith(ErpAccounts.Sales, StringComparison.Ordinal)).Which;
        (found.Class, found.Subclass, found.Difference).Should().Be((BreakClass.Missing, BreakSubclasses.OrphanInTarget, 12.34m));
        found.Evidence.Should().Equal("BYHAND");
        after.Accounts.Single(static account => account.Account == ErpAccounts.Sales).Unexplained.Should().Be(12.34m);

        // The scope of the first report carries its watermarks, so the same run comes out again, byte by byte.
        var repeated = (await host.Reconciliation.RunAsync(report.Scope, matches: null, ct)).Report;
        ReconciliationJson.ToUtf8(repeated).Should().Equal(ReconciliationJson.ToUtf8(report));
    }

    [Fact]
    public async Task A_repair_is_a_signal_for_the_orders_flow()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var sold = await SellAsync(sandboxes, ct);
        await SettledAsync(host.Reconciliation, receipts: 1, ct);

        // Long after the deadline an order that nobody shipped in the ERP, but the shop says it left, is missing there.
        var lost = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[2].Sku }], Email = "guest@example.com" });
        await UntilAsync(() => sandboxes.Erp.World.Books.Order(lost.Name) is not null, ct);
        sandboxes.Shop.World.Fulfil(lost.Id);
        var scope = Scope(host.Reconciliation) with { AsOf = TimeProvider.System.GetUtcNow().AddDays(10) };
        var result = await host.Reconciliation.RunAsync(scope, matches: null, ct);

        var missing = result.Report.Breaks.Where(static item => item.Action == BreakAction.Rerun).ToList();
        missing.Should().Contain(item => item.Section == ReconciliationSection.OrderInvoice && item.Key == lost.Name);
        missing.Should().Contain(item => item.Section == ReconciliationSection.Tax && item.Evidence.Contains(lost.Name));
        missing.Should().OnlyContain(item => (item.Section == ReconciliationSection.Tax ? item.Evidence : new[] { item.Key }).All(result.Subjects.ContainsKey));
        result.Subjects.Values.Select(static subject => subject.Id).Distinct().Should().ContainSingle("order {0} has no difference", sold.Name);
        (await host.Reconciliation.RepairAsync(result, "accountant", ct)).Should().Be(1);
        var timeline = await host.ErpSync.TimelineAsync(result.Subjects.Values.First(), ct: ct);
        timeline.Should().Contain(static entry => entry.Text.Contains("accountant", StringComparison.Ordinal));
    }
}
