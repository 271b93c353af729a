using System.Text;
using System.Text.Json.Nodes;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Tests.Orders;

public sealed class BadOrderTests
{
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "currency", "\"XXQ\"", "shopify.unknown-currency", "shopCurrency" },
        { "line_items/0/quantity", "-2", "shopify.negative-quantity", "lines[0].quantity" },
        { "line_items/0/quantity", "1.5", "shopify.bad-quantity", "lines[0].quantity" },
        { "line_items/0/price", "\"12,50\"", "shopify.bad-amount", "lines[0].unitPrice" },
        { "line_items/0/price", "\"1e400\"", "shopify.bad-amount", "lines[0].unitPrice" },
        { "line_items/0/id", "\"abc\"", "shopify.bad-id", "lines[0].id" },
        { "refunds/0/refund_line_items/0/restock_type", "\"shredded\"", "shopify.unknown-word", "refunds[0].lines[0].restockType" },
        { "created_at", "\"yesterday\"", "shopify.bad-instant", "createdAt" },
        { "name", "null", "shopify.field-missing", "name" },
        { "taxes_included", "null", "shopify.field-missing", "taxesIncluded" },
        { "line_items/0/price_set", """{"shop_money":{"amount":"1.00","currency_code":"JPY"}}""", "shopify.currency-differs", "lines[0].unitPrice" },
        { "transactions/0/currency", "\"USD\"", "shopify.payment-side-missing", "payments[0].amount" },
    };

    [Fact]
    public void Sound_order_ties()
    {
        var order = Read(Order()).Value!;

        OrderMoney.Check(order).Should().BeEmpty();
        order.Lines.Select(line => line.Kind).Should().Equal(OrderLineKind.Product, OrderLineKind.Tip);
        order.Refunds.Single().Id.Should().Be("51");
        order.Payments.Single(payment => payment.Kind == PaymentKind.Refund).RefundId.Should().Be("51");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_is_a_fault_that_names_the_field_and_the_remedy(string path, string value, string code, string field)
    {
        var order = Order();
        var steps = path.Split('/');
        JsonNode node = order;
        foreach (var step in steps[..^1])
        {
            node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        node[steps[^1]] = JsonNode.Parse(value);

        var record = Read(order);

        record.Value.Should().BeNull();
        record.Fault.Should().BeEquivalentTo(new { Kind = FaultKind.Invalid, Code = code, Field = field });
        record.Fault!.Hint.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("teleport", PaymentKind.Other)]
    [InlineData("emv_authorization", PaymentKind.Authorization)]
    public void Unknown_payment_words_are_kept_apart_and_stop_nothing(string kind, PaymentKind expected)
    {
        var order = Order();
        order["transactions"]![0]!["kind"] = kind;
        order["transactions"]![0]!["status"] = "levitating";

        Read(order).Value!.Payments[0].Should().Match<Payment>(payment => payment.Kind == expected && payment.Status == PaymentStatus.Unknown);
    }

    [Fact]
    public void Change_names_the_payment_it_was_given_on()
    {
        var order = Order();
        ((JsonArray)order["transactions"]!).Add(JsonNode.Parse("""
            { "id": 43, "parent_id": 41, "kind": "change", "status": "success", "gateway": "cash", "amount": "4.20", "currency": "EUR", "processed_at": "2026-11-01T10:00:00+01:00" }
            """));

        Read(order).Value!.Payments.Should().ContainSingle(payment => payment.Kind == PaymentKind.Change && payment.ParentId == "41").And.ContainSingle(payment => payment.Id == "41" && payment.ParentId == null);
    }

    [Fact]
    public void Tip_that_is_only_a_sum_becomes_a_line()
    {
        var order = Order();
        ((JsonArray)order["line_items"]!).RemoveAt(1);

        var read = Read(order).Value!;

        read.Lines[^1].Should().Match<OrderLine>(line => line.Kind == OrderLineKind.Tip && line.UnitPrice.Shop.Amount == 2.00m);
        OrderMoney.Check(read).Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("{\"id\":1}")]
    public void Broken_document_is_a_fault(string json)
    {
        RestOrderReader.Read(Encoding.UTF8.GetBytes(json)).Fault.Should().NotBeNull();
    }

    private static SourceRecord<Order> Read(JsonNode order) => RestOrderReader.Read(Encoding.UTF8.GetBytes(order.ToJsonString()));

    // 2 × 11.90 with 19 % included, a tip of 2.00, one unit given back: 13.90 left.
    private static JsonNode Order() => JsonNode.Parse("""
        {
          "id": 1, "name": "#1001", "created_at": "2026-11-01T10:00:00+01:00", "updated_at": "2026-11-02T10:00:00+01:00", "currency": "EUR", "presentment_currency": "EUR",
          "taxes_included": true, "current_total_price": "13.90", "total_price": "25.80", "total_discounts": "0.00", "current_total_tax": "1.90", "total_tip_received": "2.00",
          "line_items": [
            { "id": 11, "title": "Cup", "sku": "CUP", "variant_id": 3, "product_id": 4, "quantity": 2, "current_quantity": 1, "price": "11.90",
              "tax_lines": [ { "title": "MwSt", "rate": 0.19, "price": "3.80" } ] },
            { "id": 12, "title": "Tip", "quantity": 1, "current_quantity": 1, "price": "2.00", "requires_shipping": false, "tax_lines": [] }
          ],
          "transactions": [ { "id": 41, "kind": "sale", "status": "success", "gateway": "bogus", "amount": "25.80", "currency": "EUR", "processed_at": "2026-11-01T10:00:00+01:00" } ],
          "refunds": [
            { "id": 51, "created_at": "2026-11-02T10:00:00+01:00",
              "refund_line_items": [ { "line_item_id": 11, "quantity": 1, "restock_type": "return", "subtotal": 11.9, "total_tax": 1.9 } ],
              "transactions": [ { "id": 42, "kind": "refund", "status": "success", "gateway": "bogus", "amount": "11.90", "currency": "EUR", "processed_at": "2026-11-02T10:00:00+01:00" } ] }
          ]
        }
        """)!;
}
