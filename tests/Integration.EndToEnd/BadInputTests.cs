using System.Globalization;
using System.Net;
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
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
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
            await WriteAsync(folder, 9002, Order(9002, "#9002", sku, currency: "SEK"));
            await WriteAsync(folder, 9003, Order(9003, "#9003", sku, quantity: -2));
            await WriteAsync(folder, 9004, Order(9004, LongName, sku));
            await WriteAsync(folder, 9005, Order(9005, "#9005", sku: "A-SKU-OF-TWENTY-FIVE-SIGN"));
            await WriteAsync(folder, 9006, Order(9006, "#9006", sku, more: """, "refunds": [ { "id": 90061, "refund_line_items": [ { "id": 90062, "line_item_id": 90061, "quantity": 1, "restock_type": "teleported", "subtotal": "10.00", "total_tax": "1.60" } ] } ]"""));
            await WriteAsync(folder, 9007, Order(9007, "#9007", sku, more: """, "transactions": [ { "id": 90071, "kind": "barter", "status": "perhaps", "gateway": "manual", "amount": "10.00" } ]"""));
            await WriteAsync(folder, 9010, Order(9010, "#9010", sku));
            await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);

            var imported = await sandboxes.Shop.ImportAsync(folder.FullName, ct);
            var placed = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sku }], Email = "guest@example.com" });

            imported.Orders.Should().HaveCount(8);
            var cases = await CasesAsync(host.ErpSync, sandboxes, ["#9007", "#9010", placed.Name], wanted: 6, ct);
            cases.Should().HaveCount(6);
            Expect(cases, 9001, "lines[0].item Business Central has no item NO-SUCH-SKU");
            Expect(cases, 9002, "currency Business Central has no currency SEK");
            Expect(cases, 9003, "-2");
            Expect(cases, 9004, "externalNumber has 49 characters");
            Expect(cases, 9005, "'A-SKU-OF-TWENTY-FIVE-SIGN' has 25 characters");
            Expect(cases, 9006, "restockType");
            Expect(cases, 9006, "TELEPORTED");
            sandboxes.Erp.World.Books.Order("#9010").Should().NotBeNull();
            sandboxes.Erp.World.Books.Order(placed.Name).Should().NotBeNull();

            // The case of the missing article ends with the remedy it names: the article is created and the case retried.
            sandboxes.Erp.World.Books.Order("#9001").Should().BeNull();
            sandboxes.Erp.World.AddItem(sandboxes.Catalog.Items[0] with { Sku = "NO-SUCH-SKU" });
            var missing = cases.Single(open => open.Report.Key.EndsWith("9001", StringComparison.Ordinal));
            (await host.ErpSync.DecideAsync(missing.Id, CaseAction.Retry, "operator", "the article was created", ct)).Should().BeTrue();
            while (sandboxes.Erp.World.Books.Order("#9001") is null)
            {
                await Task.Delay(Poll, ct);
            }

            await ExpectNothingLostAsync(host.ErpSync, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>G1: every accepted signal has its place, also after bad input.</summary>
    private static async Task ExpectNothingLostAsync(IErpSync erpSync, CancellationToken ct)
    {
        var counts = (await erpSync.OverviewAsync(ct)).Counts;
        counts.Accepted.Should().Be(counts.Applied + counts.Unchanged + counts.Superseded + counts.Waiting + counts.Cased);
    }

    [Fact]
    public async Task Bad_deliveries_are_answered_take_nothing_in_and_keep_nothing_good_out()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var folder = Directory.CreateTempSubdirectory("erpsync-bad-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
            await using var host = await SyncHost.StartAsync(sandboxes.Place, Path.Combine(folder.FullName, "erpsync.db"), ct);
            using var sender = new DeliverySender(sandboxes.Place);
            var before = (await host.ErpSync.OverviewAsync(ct)).Counts.Accepted;

            (await sender.SendAsync("orders/create", "{\"id\": 1, \"name\": ")).Should().Be(HttpStatusCode.BadRequest, "the JSON is cut off");
            (await sender.SendAsync("orders/create", "[1, 2]")).Should().Be(HttpStatusCode.BadRequest, "it is no object");
            (await sender.SendAsync("orders/create", new string('[', 5_000) + new string(']', 5_000))).Should().Be(HttpStatusCode.BadRequest, "it is nested too deep");
            (await sender.SendAsync("orders/create", """{"id":"not-an-id"}""")).Should().Be(HttpStatusCode.BadRequest, "it names no order");
            (await sender.SendAsync("orders/create", """{"id":1}""", secret: "somebody-else")).Should().Be(HttpStatusCode.Unauthorized, "the signature is wrong");
            (await sender.SendAsync("orders/create", """{"id":1}""", shop: "other.myshopify.com")).Should().Be(HttpStatusCode.Unauthorized, "it is another shop");
            (await sender.SendAsync("orders/create", $$"""{"id":1,"note":"{{new string('x', 10 * 1024 * 1024)}}"}""")).Should().Be(HttpStatusCode.RequestEntityTooLarge, "it has 10 MB");
            (await sender.SendAsync("weather/changed", """{"id":1}""")).Should().Be(HttpStatusCode.OK, "an unknown topic is nothing for us");
            (await sender.SendAsync("customers/redact", """{"shop_id":1,"customer":{"id":1}}""")).Should().Be(HttpStatusCode.OK, "compliance topics are answered");
            (await sender.NotifyAsync("{ nonsense")).Should().Be(HttpStatusCode.OK, "the ERP deletes a subscription that is answered with a refusal");
            (await sender.NotifyAsync("""{"value":[{"subscriptionId":"x","clientState":"forged","resource":"companies(1)/salesOrders(2)","changeType":"updated"}]}""")).Should().Be(HttpStatusCode.OK);
            (await host.ErpSync.CasesAsync(new(), ct)).Should().BeEmpty();
            (await host.ErpSync.SearchAsync(new SubjectQuery("Order/1"), ct)).Should().BeEmpty("nothing of the above was taken in");

            var placed = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[0].Sku }], Email = "guest@example.com" });
            while (sandboxes.Erp.World.Books.Order(placed.Name) is null)
            {
                await Task.Delay(Poll, ct);
            }

            (await host.ErpSync.OverviewAsync(ct)).Counts.Accepted.Should().BeGreaterThan(before);
            await ExpectNothingLostAsync(host.ErpSync, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Webhooks_are_acknowledged_once_durable_and_long_before_a_sender_gives_up()
    {
        const int Deliveries = 1_000, Parallel = 16;
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        var folder = Directory.CreateTempSubdirectory("erpsync-load-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
            await using var host = await SyncHost.StartAsync(sandboxes.Place, Path.Combine(folder.FullName, "erpsync.db"), ct);
            using var sender = new DeliverySender(sandboxes.Place);
            var times = new double[Deliveries];

            await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(1, Deliveries), new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct }, async (number, _) =>
            {
                var started = TimeProvider.System.GetTimestamp();
                (await sender.SendAsync("orders/create", string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{5_000_000 + number}}}"""))).Should().Be(HttpStatusCode.OK);
                times[number - 1] = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            });

            Array.Sort(times);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p50 {times[Deliveries / 2]:F1} ms, p99 {times[Deliveries * 99 / 100]:F1} ms, longest {times[^1]:F1} ms"));
            times[Deliveries * 99 / 100].Should().BeLessThan(2_000, "the sender gives up after 5 seconds");
            var counts = (await host.ErpSync.OverviewAsync(ct)).Counts;
            counts.Accepted.Should().BeGreaterThanOrEqualTo(Deliveries, "what was acknowledged is in the store");
            await ExpectNothingLostAsync(host.ErpSync, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Expect(IReadOnlyList<Case> cases, long order, string named)
    {
        var id = order.ToString(CultureInfo.InvariantCulture);
        var found = cases.Should().ContainSingle(open => open.Report.Key.EndsWith(id, StringComparison.Ordinal)).Which.Report;
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
            await output.WriteUnfinishedAsync(erpSync, ["#9001", "#9002", .. good], CancellationToken.None);
        }

        foreach (var open in cases)
        {
            output.WriteLine($"{open.Report.Key} {open.Report.Code} [{open.Report.Field}] {open.Report.Message} -> {open.Report.Hint}");
        }

        return cases;
    }

    private static Task WriteAsync(DirectoryInfo folder, int id, string json) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{id}.json")), json);

    private static string Order(int id, string name, string sku, string currency = "EUR", int quantity = 1, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
          "admin_graphql_api_id": "gid://shopify/Order/{{id}}", "id": {{id}}, "name": "{{name}}", "currency": "{{currency}}",
          "taxes_included": true, "financial_status": "paid", "email": "guest@example.com",
          "line_items": [
            {
              "id": {{id}}1, "title": "Mug", "sku": "{{sku}}", "quantity": {{quantity}}, "price": "10.00",
              "tax_lines": [ { "title": "MwSt", "rate": 0.19, "price": "1.60" } ]
            }
          ]{{more}}
        }
        """);
}
