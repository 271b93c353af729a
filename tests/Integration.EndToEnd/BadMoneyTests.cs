using System.Globalization;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Quickstart;
using Quickstart.Books;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>Money that cannot be booked becomes a case with the figure, the rule and the remedy, in a running host, while other orders go on.</summary>
public sealed class BadMoneyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Orders_whose_money_is_wrong_name_figure_rule_and_remedy()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var folder = Directory.CreateTempSubdirectory("erpsync-money-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
            var sku = sandboxes.Catalog.Items[0].Sku;
            await WriteAsync(folder, 9101, sku, """, "current_total_price_set": { "shop_money": { "amount": "12.00", "currency_code": "EUR" }, "presentment_money": { "amount": "12.00", "currency_code": "EUR" } }""");
            await WriteAsync(folder, 9102, sku, tax: """{ "title": "MwSt", "price": "1.60" }""");
            await WriteAsync(folder, 9103, sku, """, "transactions": [ { "id": 91031, "kind": "sale", "status": "success", "gateway": "manual", "amount": "10.00" }, { "id": 91032, "kind": "refund", "status": "success", "gateway": "manual", "amount": "50.00" } ]""");
            await WriteAsync(folder, 9110, sku);
            await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);

            (await sandboxes.Shop.ImportAsync(folder.FullName, ct)).Orders.Should().HaveCount(4);

            var cases = await CasesAsync(host.ErpSync, wanted: 3, ct);
            Expect(cases, "9101", "money.does-not-tie", "12.00", "10.00", "CurrentTotal");
            Expect(cases, "9102", "money.does-not-tie", "1.60", "0.00", "LineTax");
            Expect(cases, "9103", "money.refund-above-capture", "50.00", "10.00");
            await UntilAsync(() => sandboxes.Erp.World.Books.Order("#9110") is not null, ct);
            sandboxes.Erp.World.Books.Orders.Should().ContainSingle("nothing of the others was written");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_role_without_account_is_named_and_orders_that_do_not_need_it_go_on()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        var rules = HostAccounts.Rules.Where(static rule => rule.Role != nameof(AccountRole.TipsPayable)).ToList();
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct, sync => sync.Finance(finance => finance.UseAccountMap(new AccountMapDefinition { Rules = rules })));
        var tipped = sandboxes.Shop.World.PlaceOrder(Mug(sandboxes) with { Tip = 2.50m });
        var plain = sandboxes.Shop.World.PlaceOrder(Mug(sandboxes));

        var cases = await CasesAsync(host.ErpSync, wanted: 1, ct);

        Expect(cases, tipped.Id.ToString(CultureInfo.InvariantCulture), "finance.unmapped-role", tipped.Name, "TipsPayable");
        cases[0].Report.Hint.Should().Contain("AccountRole.TipsPayable");
        await UntilAsync(() => sandboxes.Erp.World.Books.Order(plain.Name) is not null, ct);
        sandboxes.Erp.World.Books.Order(tipped.Name).Should().BeNull();
    }

    [Fact]
    public async Task An_unknown_gateway_is_named_and_payments_of_known_ones_go_on()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var folder = Directory.CreateTempSubdirectory("erpsync-money-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
            var sku = sandboxes.Catalog.Items[0].Sku;
            await WriteAsync(folder, 9104, sku, """, "transactions": [ { "id": 91041, "kind": "sale", "status": "success", "gateway": "barter", "amount": "10.00" } ]""");
            await WriteAsync(folder, 9105, sku, """, "transactions": [ { "id": 91051, "kind": "sale", "status": "success", "gateway": "manual", "amount": "10.00" } ]""");
            await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
            await sandboxes.Shop.ImportAsync(folder.FullName, ct);
            var erp = sandboxes.Erp.World;
            foreach (var name in new[] { "#9104", "#9105" })
            {
                await UntilAsync(() => erp.Books.Order(name) is not null, ct);
                erp.PostOrder(erp.Books.Order(name)!.Number);
            }

            var cases = await CasesAsync(host.ErpSync, wanted: 1, ct);

            Expect(cases, "9104", "bc.journal-unmapped", "'barter'", "EUR");
            cases[0].Report.Hint.Should().Contain("PaymentJournals[\"barter\"]");
            await UntilAsync(() => erp.Books.Balances.GetValueOrDefault(Sandbox.BusinessCentral.ErpAccounts.ManualClearing) == 10m, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Cash_is_booked_without_its_change()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var folder = Directory.CreateTempSubdirectory("erpsync-money-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
            const string Tender = """
                , "transactions": [
                  { "id": 91061, "kind": "sale", "status": "success", "gateway": "manual", "amount": "20.00" },
                  { "id": 91062, "kind": "change", "status": "success", "gateway": "manual", "amount": "10.00", "parent_id": 91061 } ]
                """;
            await WriteAsync(folder, 9106, sandboxes.Catalog.Items[0].Sku, Tender);
            await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
            await sandboxes.Shop.ImportAsync(folder.FullName, ct);
            var erp = sandboxes.Erp.World;
            await UntilAsync(() => erp.Books.Order("#9106") is not null, ct);
            erp.PostOrder(erp.Books.Order("#9106")!.Number);

            await UntilAsync(() => erp.Books.Balances.GetValueOrDefault(Sandbox.BusinessCentral.ErpAccounts.ManualClearing) != 0m, ct);
            erp.Books.Balances[Sandbox.BusinessCentral.ErpAccounts.ManualClearing].Should().Be(10m);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_closed_period_is_a_case_with_document_and_date_and_opening_it_is_the_remedy()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var (shop, erp) = (sandboxes.Shop.World, sandboxes.Erp.World);
        var sold = shop.PlaceOrder(Mug(sandboxes));
        await UntilAsync(() => erp.Books.Order(sold.Name) is not null, ct);
        erp.PostOrder(erp.Books.Order(sold.Name)!.Number);
        await UntilAsync(() => shop.Order(sold.Id).Fulfilments.Count == 1, ct);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        erp.ClosePeriod(today.AddDays(1));

        var refund = shop.Refund(sold.Id, new RefundRequest { Lines = [new RefundLineRequest(sold.Lines[0].Id, 1, RestockKind.Return)] });
        var next = shop.PlaceOrder(Mug(sandboxes));

        await UntilAsync(() => erp.Books.Order(next.Name) is not null, ct);
        IReadOnlyList<Case> cases = [];
        await UntilAsync(async () => (cases = await host.ErpSync.CasesAsync(new(), ct)).Any(open => open.Report.Message.Contains($"{sold.Name}/R{refund}", StringComparison.Ordinal)), ct);
        var closed = cases.Single(open => open.Report.Message.Contains($"{sold.Name}/R{refund}", StringComparison.Ordinal));
        output.WriteLine($"{closed.Report.Code} {closed.Report.Message} -> {closed.Report.Hint}");
        closed.Report.Message.Should().Contain($"posting date {today:yyyy-MM-dd}").And.Contain("allowed posting dates");
        closed.Report.Hint.Should().NotBeNullOrEmpty();

        erp.AllowPosting(null, null);
        foreach (var open in cases)
        {
            await host.ErpSync.DecideAsync(open.Id, CaseAction.Retry, "accountant", "the period is open again", ct);
        }

        await UntilAsync(() => erp.Books.CreditMemos.Any(memo => memo.ExternalNumber == $"{sold.Name}/R{refund}" && memo.Status != "Draft"), ct);
    }

    private static NewOrder Mug(Sandboxes sandboxes) => new() { Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[0].Sku }], Email = "guest@example.com" };

    private static void Expect(IReadOnlyList<Case> cases, string order, string code, params string[] named)
    {
        var found = cases.Should().ContainSingle(open => open.Report.Key.EndsWith(order, StringComparison.Ordinal)).Which.Report;
        found.Code.Should().Be(code);
        found.Message.Should().ContainAll(named);
        found.Hint.Should().NotBeNullOrWhiteSpace("order {0} must say what to do", order);
    }

    private async Task<IReadOnlyList<Case>> CasesAsync(IErpSync erpSync, int wanted, CancellationToken ct)
    {
        IReadOnlyList<Case> cases = [];
        await UntilAsync(async () => (cases = await erpSync.CasesAsync(new(), ct)).Count >= wanted, ct);
        foreach (var open in cases)
        {
            output.WriteLine($"{open.Report.Key} {open.Report.Code} {open.Report.Message} -> {open.Report.Hint}");
        }

        return cases;
    }

    private static Task UntilAsync(Func<bool> holds, CancellationToken ct) => UntilAsync(() => Task.FromResult(holds()), ct);

    private static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken ct)
    {
        while (!await holds())
        {
            await Task.Delay(Poll, ct);
        }
    }

    private static Task WriteAsync(DirectoryInfo folder, int id, string sku, string more = "", string tax = """{ "title": "MwSt", "rate": 0.19, "price": "1.60" }""") =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{id}.json")), string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
              "admin_graphql_api_id": "gid://shopify/Order/{{id}}", "id": {{id}}, "name": "#{{id}}", "currency": "EUR", "taxes_included": true, "financial_status": "paid",
              "email": "guest@example.com",
              "line_items": [ { "id": {{id}}1, "title": "Mug", "sku": "{{sku}}", "quantity": 1, "price": "10.00", "tax_lines": [ {{tax}} ] } ]{{more}}
            }
            """));
}
