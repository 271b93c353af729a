using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Tests.Orders;

public sealed class RecordedOrderTests
{
    [SharedDataFact("data/shopify/rest-samples-2026-07")]
    public void Every_published_order_ties_or_names_what_does_not()
    {
        var orders = Files("rest-samples-2026-07").Concat(Files("webhooks/orders")).Concat(Files("webhook-exemplars"))
            .SelectMany(file => Objects(Parse(file)).Where(IsRestOrder).Select(order => (File: Path.GetFileName(file), Order: order))).ToArray();

        orders.Should().HaveCountGreaterThan(20);
        foreach (var (file, order) in orders)
        {
            Understood(RestOrderReader.Read(System.Text.Encoding.UTF8.GetBytes(order.GetRawText())), file);
        }
    }

    [SharedDataFact("data/shopify/graphql-recordings")]
    public void Every_recorded_order_node_ties_or_names_what_does_not()
    {
        var orders = Files("graphql-recordings").SelectMany(file => Objects(Parse(file)).Where(IsGraphOrder).Select(order => (File: Path.GetFileName(file), Order: order))).ToArray();

        orders.Should().HaveCountGreaterThan(100);
        foreach (var (file, order) in orders)
        {
            Understood(Map(order), file);
        }
    }

    [SharedDataFact("data/shopify/rest-samples-2026-07/order-12.json")]
    public void Fully_populated_order_comes_with_everything()
    {
        var record = RestOrderReader.Read(File.ReadAllBytes(SharedData.PathOf("data", "shopify", "rest-samples-2026-07", "order-12.json")).AsMemory() is var bytes
            ? System.Text.Encoding.UTF8.GetBytes(JsonDocument.Parse(bytes).RootElement.GetProperty("response").GetRawText())
            : default);

        record.Fault.Should().BeNull();
        var order = record.Value!;
        order.Name.Should().Be("#1001");
        order.PurchaseOrderNumber.Should().Be("ABC123");
        order.Lines.Should().HaveCount(3);
        order.Lines[0].UnitPrice.Shop.ToString().Should().Be("199.00 USD");
        order.Lines[0].Discounts.Single().Shop.Amount.Should().Be(3.34m);
        order.Refunds.Single().Adjustments.Single().Shop.Amount.Should().Be(-89.64m, "199.64 in parts less 110.00 paid back were kept");
        order.Payments.Where(payment => payment.RefundId == order.Refunds.Single().Id).Sum(payment => payment.Amount.Shop.Amount).Should().Be(110.00m);
    }

    [Fact]
    public void Change_names_the_payment_it_was_given_on()
    {
        var order = JsonDocument.Parse("""
            {
              "id": "gid://shopify/Order/1", "name": "#1001", "createdAt": "2026-11-01T10:00:00Z", "updatedAt": "2026-11-01T10:00:00Z", "currencyCode": "EUR", "presentmentCurrencyCode": "EUR", "taxesIncluded": true,
              "currentTotalPriceSet": { "shopMoney": { "amount": "0.00", "currencyCode": "EUR" }, "presentmentMoney": { "amount": "0.00", "currencyCode": "EUR" } },
              "transactions": [ {
                "id": "gid://shopify/OrderTransaction/2", "kind": "CHANGE", "status": "SUCCESS", "gateway": "cash", "createdAt": "2026-11-01T10:00:00Z", "parentTransaction": { "id": "gid://shopify/OrderTransaction/1" },
                "amountSet": { "shopMoney": { "amount": "10.00", "currencyCode": "EUR" }, "presentmentMoney": { "amount": "10.00", "currencyCode": "EUR" } }
              } ]
            }
            """).RootElement;

        Map(order).Value!.Payments.Should().ContainSingle().Which.ParentId.Should().Be("1");
    }

    private static void Understood(SourceRecord<Order> record, string file)
    {
        if (record.Value is { } order)
        {
            record.Fault.Should().BeNull();
            OrderMoney.Check(order).Should().NotContain(mismatch => mismatch.Field.Length == 0 || mismatch.Remedy.Length == 0, file);
        }
        else
        {
            record.Fault.Should().NotBeNull(file);
            record.Fault!.Field.Should().NotBeNullOrEmpty(file);
            record.Fault.Hint.Should().NotBeNullOrEmpty(file);
        }
    }

    private static SourceRecord<Order> Map(JsonElement order)
    {
        try
        {
            var refunds = order.List("refunds").ToArray();
            var returns = order.Nodes("returns").ToArray();
            return new SourceRecord<Order>("x", "", default, new GraphOrderMapper(order, new NestedNodes(), refunds, returns, []).Map());
        }
        catch (FieldFaultException fault)
        {
            return new SourceRecord<Order>("x", "", default, null, Fault: fault.Fault);
        }
    }

    private static bool IsRestOrder(JsonElement element) => element.TryGetProperty("line_items", out _) && element.TryGetProperty("financial_status", out _);

    private static bool IsGraphOrder(JsonElement element) =>
        element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString()!.StartsWith("gid://shopify/Order/", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(SharedData.PathOf(["data", "shopify", .. folder.Split('/')]), "*.json", SearchOption.AllDirectories);

    private static JsonElement Parse(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
}
