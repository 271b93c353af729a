using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Orders;

/// <summary>Makes an order in the REST shape in two currencies whose money ties.</summary>
internal static class OrderJson
{
    private const decimal Price = 20.00m;
    private const decimal Discount = 2.00m;
    private const decimal Tax = 1.20m;
    private const decimal Rate = 0.5m;

    /// <param name="lines">Lines, two pieces each, with one discount.</param>
    /// <param name="taxes">Tax lines a line.</param>
    /// <param name="refunds">Refunds, one piece of a line each.</param>
    public static byte[] Of(int lines, int taxes, int refunds)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, lines, taxes, refunds);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, int lines, int taxes, int refunds)
    {
        var total = (lines * ((2 * Price) - Discount + (taxes * Tax))) + 5m;
        var refunded = refunds * (Price - (Discount / 2) + (taxes * Tax / 2));
        json.WriteStartObject();
        Texts(json, ("id", "5001"), ("admin_graphql_api_id", "gid://shopify/Order/5001"), ("name", "#5001"), ("created_at", "2026-03-01T10:00:00+01:00"),
            ("updated_at", "2026-03-02T10:00:00+01:00"), ("currency", "EUR"), ("presentment_currency", "GBP"), ("email", "buyer@example.com"), ("source_name", "web"));
        json.WriteBoolean("taxes_included", false);
        json.WriteBoolean("test", false);
        Amount(json, "current_total_price", total - refunded);
        Amount(json, "total_price", total);
        Amount(json, "total_discounts", lines * Discount);
        Amount(json, "current_total_tax", (lines * taxes * Tax) - (refunds * taxes * Tax / 2));
        Address(json, "billing_address");
        Address(json, "shipping_address");
        Array(json, "line_items", lines, at => Line(json, at, taxes, isReturned: at < refunds));
        Array(json, "shipping_lines", 1, _ =>
        {
            Texts(json, ("id", "7001"), ("title", "Standard"));
            Amount(json, "price", 5m);
            Array(json, "tax_lines", 0, _ => { });
            Array(json, "discount_allocations", 0, _ => { });
        });
        Array(json, "transactions", 1, _ => Transaction(json, 9001, "sale", total));
        Array(json, "fulfillments", 1, _ =>
        {
            Texts(json, ("id", "8001"), ("status", "success"), ("created_at", "2026-03-01T12:00:00+01:00"));
            Array(json, "line_items", lines, at =>
            {
                Texts(json, ("id", Number(6001 + at)));
                json.WriteNumber("quantity", 2);
            });
        });
        Array(json, "refunds", refunds, at =>
        {
            Texts(json, ("id", Number(4001 + at)), ("created_at", "2026-03-02T09:00:00+01:00"));
            Array(json, "refund_line_items", 1, _ =>
            {
                Texts(json, ("id", Number(3001 + at)), ("line_item_id", Number(6001 + at)), ("restock_type", "return"), ("location_id", "12"));
                json.WriteNumber("quantity", 1);
                Amount(json, "subtotal", Price - (Discount / 2));
                Amount(json, "total_tax", taxes * Tax / 2);
            });
            Array(json, "transactions", 1, _ => Transaction(json, 9101 + at, "refund", Price - (Discount / 2) + (taxes * Tax / 2)));
        });
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, int at, int taxes, bool isReturned)
    {
        Texts(json, ("id", Number(6001 + at)), ("title", $"Article {Number(at)} in a colour"), ("sku", $"SKU-{Number(at)}"), ("variant_id", Number(2001 + at)), ("product_id", Number(1001 + at)));
        json.WriteNumber("quantity", 2);
        json.WriteNumber("current_quantity", isReturned ? 1 : 2);
        json.WriteBoolean("requires_shipping", true);
        json.WriteBoolean("gift_card", false);
        Amount(json, "price", Price);
        Array(json, "discount_allocations", 1, _ => Amount(json, "amount", Discount));
        Array(json, "tax_lines", taxes, tax =>
        {
            Texts(json, ("title", $"Tax {Number(tax)}"));
            json.WriteNumber("rate", 0.0316m);
            Amount(json, "price", Tax);
        });
    }

    private static void Transaction(Utf8JsonWriter json, int id, string kind, decimal amount)
    {
        Texts(json, ("id", Number(id)), ("kind", kind), ("status", "success"), ("gateway", "card"), ("currency", "EUR"), ("processed_at", "2026-03-01T10:00:05+01:00"),
            ("amount", Money(amount)));
    }

    private static void Address(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        Texts(json, ("first_name", "Anna"), ("last_name", "Buyer"), ("address1", "High Street 1"), ("city", "Leeds"), ("zip", "LS1 1AA"), ("country_code", "GB"), ("phone", "+44 113 000000"));
        json.WriteEndObject();
    }

    private static void Amount(Utf8JsonWriter json, string name, decimal amount)
    {
        json.WriteString(name, Money(amount));
        json.WriteStartObject($"{name}_set");
        foreach (var (side, currency, value) in new[] { ("shop_money", "EUR", amount), ("presentment_money", "GBP", amount * Rate) })
        {
            json.WriteStartObject(side);
            Texts(json, ("amount", Money(value)), ("currency_code", currency));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Array(Utf8JsonWriter json, string name, int count, Action<int> write)
    {
        json.WriteStartArray(name);
        for (var at = 0; at < count; at++)
        {
            json.WriteStartObject();
            write(at);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, params (string Name, string Value)[] members)
    {
        foreach (var (name, value) in members)
        {
            json.WriteString(name, value);
        }
    }

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
