using System.Globalization;
using ErpSync.Engine;
using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;
using Quickstart;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>An order that cannot be booked becomes a case that names what is wrong and what to do; every other order goes through.</summary>
public sealed class BadInputTests(ITestOutputHelper output)
{
    private const string LongName = "#9004-2026-WEB-SHOP-EUROPE-SPRING-CAMPAIGN-BERLIN";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Bad_orders_become_cases_with_remedies_and_the_others_go_through()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var folder = Directory.CreateTempSubdirectory("erpsync-bad-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
            var sku = sandboxes.Catalog.Items[0].Sku;
            await WriteAsync(folder, 9001, Order(9001, "#9001", sku: "NO-SUCH-SKU"));
            await WriteAsync(folder, 9002, Order(9002, "#9002", sku, currency: "ZZZ"));
            await WriteAsync(folder, 9003, Order(9003, "#9003", sku, quantity: -2));
            await WriteAsync(folder, 9004, Order(9004, LongName, sku));
            await WriteAsync(folder, 9005, Order(9005, "#9005", sku, taxRate: 0.11m, tax: 0.99m));
            await WriteAsync(folder, 9010, Order(9010, "#9010", sku));
            await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);

            var imported = await sandboxes.Shop.ImportAsync(folder.FullName, ct);
            var placed = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sku }], Email = "guest@example.com" });

            imported.Orders.Should().HaveCount(6);
            var cases = await CasesAsync(host.ErpSync, sandboxes, ["#9010", placed.Name], wanted: 5, ct);
            cases.Should().HaveCount(5);
            Expect(cases, 9001, "NO-SUCH-SKU");
            Expect(cases, 9002, "ZZZ");
            Expect(cases, 9003, "-2");
            Expect(cases, 9004, LongName);
            Expect(cases, 9005, "0.11");
            sandboxes.Erp.World.Books.Order("#9010").Should().NotBeNull();
            sandboxes.Erp.World.Books.Order(placed.Name).Should().NotBeNull();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Expect(IReadOnlyList<Case> cases, long order, string named)
    {
        var key = order.ToString(CultureInfo.InvariantCulture);
        var found = cases.Should().ContainSingle(open => open.Report.Key.EndsWith(key, StringComparison.Ordinal)).Which.Report;
        $"{found.Field} {found.Message}".Should().Contain(named, "order {0} must say what is wrong", order);
        found.Hint.Should().NotBeNullOrWhiteSpace("order {0} must say what to do", order);
    }

    private async Task<IReadOnlyList<Case>> CasesAsync(IErpSync erpSync, Sandboxes sandboxes, IReadOnlyList<string> good, int wanted, CancellationToken ct)
    {
        IReadOnlyList<Case> cases = [];
        try
        {
            while (cases.Count < wanted || good.Any(name => sandboxes.Erp.World.Books.Order(name) is null))
            {
                await Task.Delay(Poll, ct);
                cases = await erpSync.CasesAsync(new(), CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("The time is up; these are the cases so far.");
        }

        foreach (var open in cases)
        {
            output.WriteLine($"{open.Report.Key} {open.Report.Code} [{open.Report.Field}] {open.Report.Message} -> {open.Report.Hint}");
        }

        return cases;
    }

    private static Task WriteAsync(DirectoryInfo folder, int id, string json) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{id}.json")), json);

    private static string Order(int id, string name, string sku, string currency = "EUR", int quantity = 1, decimal taxRate = 0.19m, decimal tax = 1.60m) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
          "admin_graphql_api_id": "gid://shopify/Order/{{id}}", "id": {{id}}, "name": "{{name}}", "currency": "{{currency}}",
          "taxes_included": true, "financial_status": "paid", "email": "guest@example.com",
          "line_items": [
            {
              "id": {{id}}1, "title": "Mug", "sku": "{{sku}}", "quantity": {{quantity}}, "price": "10.00",
              "tax_lines": [ { "title": "MwSt", "rate": {{taxRate}}, "price": "{{tax}}" } ]
            }
          ]
        }
        """);
}
