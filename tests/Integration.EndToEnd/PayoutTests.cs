using System.Globalization;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Sources;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;
using Quickstart;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>What the payment provider pays out ends in the ERP's general ledger once, to the cent, also on a rough day and after a host that forgot everything.</summary>
public sealed class PayoutTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Payouts_with_everything_they_carry_are_booked_once_and_clear_the_clearing_account(bool chaos)
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 5, chaos, ct);
        var (shop, erp) = (sandboxes.Shop.World, sandboxes.Erp.World);
        PayoutHost.SetUp(erp);
        var host = await PayoutHost.StartAsync(sandboxes.Place, withOrders: true, ct);
        try
        {
            var disputed = await SellAsync(100m);
            var refunded = await SellAsync(50m);
            await SellAsync(200m);
            await UntilAsync(() => Balance(ErpAccounts.PaymentClearing) == 350m, ct);
            shop.Refund(refunded.Id, new RefundRequest { Lines = [new RefundLineRequest(refunded.Lines.Single().Id, 1, RestockKind.NoRestock)] });
            shop.Payments.HoldReserve(30m);
            shop.Payments.Adjust(-7m, "SHIPPING_LABEL");
            var dispute = shop.Payments.OpenDispute(disputed.Id, fee: 15m);
            var first = shop.Payments.Issue(paid: false);
            first.Net.Should().Be(139.75m, "350.00 less fees 8.25, refund 50.00, reserve 30.00, label 7.00, dispute 115.00");

            shop.Payments.Settle(first.Id);

            await UntilAsync(() => erp.Books.Ledger(Number(first)).Count > 0, ct);
            erp.Books.Ledger(Number(first)).Select(line => (line.Account, line.Amount)).Should().Equal(FirstPayout);
            Balance(ErpAccounts.PaymentClearing).Should().Be(50m, "only the refund is left, whose money API v2.0 cannot book");

            await SellAsync(80m);
            shop.Payments.ReleaseReserve(30m);
            shop.Payments.Adjust(-4m, "ANOMALY_DEBIT", "Correction");
            shop.Payments.DecideDispute(dispute, won: false);
            var second = shop.Payments.Issue();
            var lost = string.Create(CultureInfo.InvariantCulture, $"DSP-{dispute}");

            await UntilAsync(() => erp.Books.Ledger(Number(second)).Count > 0 && erp.Books.Ledger(lost).Count > 0 && Balance(ErpAccounts.PaymentClearing) == 54m, ct);
            erp.Books.Ledger(Number(second)).Select(line => (line.Account, line.Amount)).Should().Equal(
                (ErpAccounts.PaymentFees, 1.98m), (ErpAccounts.PaymentClearing, 30m), (ErpAccounts.Bank, 104.02m),
                (ErpAccounts.PaymentClearing, -1.98m), (PayoutHost.Reserve, -30m), (ErpAccounts.PaymentClearing, -104.02m));
            erp.Books.Ledger(lost).Select(line => (line.Account, line.Amount)).Should().Equal((PayoutHost.ChargebackLosses, 100m), (PayoutHost.Disputes, -100m));
            IReadOnlyList<Case> cases = [];
            await UntilAsync(async () => (cases = await PayoutCasesAsync(host)).Count > 0, ct);
            var open = cases.Should().ContainSingle().Which.Report;
            (open.Code, open.Message.Contains("-4.00 EUR of ANOMALY_DEBIT 'Correction'", StringComparison.Ordinal)).Should().Be(("payout.adjustment-open", true));

            await host.DisposeAsync();
            host = await PayoutHost.StartAsync(sandboxes.Place, withOrders: false, ct);
            await UntilAsync(async () => await host.ErpSync.OverviewAsync(ct) is { Counts: { Accepted: >= 3 } counts } && counts.Applied + counts.Unchanged + counts.Superseded + counts.Cased == counts.Accepted, ct);

            foreach (var (document, lines) in new[] { (Number(first), 11), (Number(second), 6), (lost, 2) })
            {
                erp.Books.Ledger(document).Should().HaveCount(lines).And.Subject.Sum(line => line.Amount).Should().Be(0m);
            }

            Balance(ErpAccounts.Bank).Should().Be(first.Net + second.Net);
            Balance(PayoutHost.Reserve).Should().Be(0m);
            Balance(PayoutHost.Disputes).Should().Be(0m);
            erp.Books.Count("journalLines").Should().Be(0);
            sandboxes.CalmDown();
            var report = Tie(await host.ReadAsync([Id(first), Id(second)], ct), [first, second]);
            report.Breaks.Should().BeEmpty("transactions, payouts and the bank say the same");
            report.Items.Should().BeEmpty("nothing is under way");
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var live = (await host.Reconciliation.RunAsync(host.Reconciliation.ScopeOf("test", today.AddDays(-1), today.AddDays(1), TimeProvider.System.GetUtcNow()), matches: null, ct)).Report;
            live.Breaks.Where(item => item.Section == ReconciliationSection.Payout).Should().BeEmpty("each payout is the sum of what it carries");
            live.Matches.Where(match => match.Section == ReconciliationSection.Payout).Should().HaveCount(2, "both were read from the shop");
        }
        catch (OperationCanceledException)
        {
            await output.WriteUnfinishedAsync(host.ErpSync, [.. shop.Payments.Payouts.Select(payout => payout.Id.ToString(CultureInfo.InvariantCulture))], CancellationToken.None);
            throw;
        }
        finally
        {
            await host.DisposeAsync();
        }

        decimal Balance(string account) => erp.Books.Balances.GetValueOrDefault(account);

        async Task<ShopOrder> SellAsync(decimal price)
        {
            var order = shop.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Title = "Made to measure", UnitPrice = price }], Email = "guest@example.com" });
            await UntilAsync(() => erp.Books.Order(order.Name)?.TotalIncludingTax == price && Posted(erp, order.Name), ct);
            return order;
        }

        // On a rough day an order may end as a case of its own; it is not what is looked at here.
        async Task<IReadOnlyList<Case>> PayoutCasesAsync(PayoutHost of) =>
            [.. (await of.ErpSync.CasesAsync(new(), ct)).Where(found => found.Report.Key.StartsWith("subject:payouts:", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task A_payout_without_account_waits_as_a_case_and_the_next_ones_go_on()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 6, chaos: false, ct);
        var (shop, erp) = (sandboxes.Shop.World, sandboxes.Erp.World);
        PayoutHost.SetUp(erp);
        shop.Payments.Adjust(-9m, "IMPORT_TAX");
        var odd = shop.Payments.Issue();
        shop.Payments.Adjust(12m, "SHIPPING_LABEL");
        var good = shop.Payments.Issue();

        await using var host = await PayoutHost.StartAsync(sandboxes.Place, withOrders: false, ct);

        await UntilAsync(() => erp.Books.Ledger(Number(good)).Count == 4, ct);
        IReadOnlyList<Case> cases = [];
        await UntilAsync(async () => (cases = await host.ErpSync.CasesAsync(new(), ct)).Count > 0, ct);
        var held = cases.Should().ContainSingle().Which.Report;
        held.Code.Should().Be("payout.account-unmapped");
        held.Message.Should().Contain(odd.Id.ToString(CultureInfo.InvariantCulture)).And.Contain("InputTax (9.00 EUR)");
        held.Hint.Should().Contain("InputTax");
        erp.Books.Ledger(Number(odd)).Should().BeEmpty();
    }

    private static (string, decimal)[] FirstPayout =>
    [
        (PayoutHost.Disputes, 100m), (PayoutHost.ChargebackFees, 15m), (ErpAccounts.PaymentFees, 8.25m), (PayoutHost.Reserve, 30m), (ErpAccounts.Bank, 139.75m), (PayoutHost.Labels, 7m),
        (ErpAccounts.PaymentClearing, -115m), (ErpAccounts.PaymentClearing, -8.25m), (ErpAccounts.PaymentClearing, -30m), (ErpAccounts.PaymentClearing, -139.75m), (ErpAccounts.PaymentClearing, -7m),
    ];

    /// <summary>What the bank says of the payouts, beside what the connection reads of them.</summary>
    private static ReconciliationReport Tie(IReadOnlyList<Payout> payouts, IReadOnlyList<ShopPayout> issued)
    {
        var bank = string.Concat(issued.Select(payout => string.Create(CultureInfo.InvariantCulture, $"{payout.Id},{payout.IssuedAt:yyyy-MM-dd},EUR,{payout.Net},PAYOUT {payout.Reference}\n")));
        var lines = BankLineCsv.Read(new StringReader("id,date,currency,amount,reference\n" + bank), new BankLineLayout { ReferencePattern = "SBX-[0-9]+" });
        var day = DateOnly.FromDateTime(issued[^1].IssuedAt.UtcDateTime);
        var scope = new ReconciliationScope
        {
            Company = "sandbox",
            BookCurrency = Currency.FromCode("EUR"),
            Period = "today",
            PeriodStart = day.AddDays(-1),
            PeriodEnd = day,
            AsOf = issued[^1].IssuedAt.AddHours(1),
        };
        return Reconciler.Run(scope, SettlementRecords.Of(payouts, TimeZoneInfo.Utc) with { BankLines = lines }, [ReconciliationSection.Payout, ReconciliationSection.Bank, ReconciliationSection.InTransit]);
    }

    private static string Id(ShopPayout payout) => string.Create(CultureInfo.InvariantCulture, $"gid://shopify/ShopifyPaymentsPayout/{payout.Id}");

    private static string Number(ShopPayout payout) => string.Create(CultureInfo.InvariantCulture, $"PO-{payout.Id}");

    /// <summary>A lock held by the integration's own write makes people try again.</summary>
    private static bool Posted(ErpWorld erp, string order)
    {
        try
        {
            if (erp.Books.Order(order) is not { } open)
            {
                return false;
            }

            erp.PostOrder(open.Number);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Task UntilAsync(Func<bool> condition, CancellationToken ct) => UntilAsync(() => Task.FromResult(condition()), ct);

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken ct)
    {
        while (!await condition())
        {
            await Task.Delay(Poll, ct);
        }
    }
}
