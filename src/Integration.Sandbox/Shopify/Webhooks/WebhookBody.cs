using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify.Webhooks;

/// <summary>
/// Writes the REST-shaped bodies of webhooks from the graph: snake case, numeric ids next to <c>admin_graphql_api_id</c>, amounts as
/// strings with two decimals, times with the shop's offset, enums in lower case.
/// </summary>
internal sealed class WebhookBody(ShopState shop)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:sszzz";
    private static readonly TimeSpan Offset = TimeSpan.FromHours(1);

    public byte[] Of(string topic, GraphNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (topic == "orders/edited")
            {
                OrderEdit(writer, node);
            }
            else
            {
                Write(writer, node);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void Write(Utf8JsonWriter writer, GraphNode node)
    {
        switch (node.TypeName)
        {
            case "Deleted":
                writer.WriteNumber("id", Gid.Tail(node.Id));
                break;
            case "Order":
                Order(writer, node);
                break;
            case "Refund":
                Refund(writer, node);
                break;
            case "Fulfillment":
                Fulfillment(writer, node);
                break;
            case "InventoryLevel":
                Level(writer, node);
                break;
            case "Customer":
                Customer(writer, node);
                break;
            case "Product":
                Product(writer, node);
                break;
            case "BulkOperation":
                Text(writer, node, "admin_graphql_api_id", "id");
                Time(writer, node, "completed_at", "completedAt");
                Time(writer, node, "created_at", "createdAt");
                Lower(writer, node, "error_code", "errorCode");
                Lower(writer, node, "status", "status");
                Lower(writer, node, "type", "type");
                break;
            case "Shop":
                writer.WriteNumber("id", Gid.Tail(node.Id));
                Text(writer, node, "name", "name");
                Text(writer, node, "myshopify_domain", "myshopifyDomain");
                Text(writer, node, "currency", "currencyCode");
                break;
            default:
                Ids(writer, node);
                break;
        }
    }

    private void Order(Utf8JsonWriter writer, GraphNode node)
    {
        Ids(writer, node);
        foreach (var (name, field) in new[] { ("created_at", "createdAt"), ("updated_at", "updatedAt"), ("processed_at", "processedAt"), ("cancelled_at", "cancelledAt"), ("closed_at", "closedAt") })
        {
            Time(writer, node, name, field);
        }

        foreach (var (name, field) in new[] { ("name", "name"), ("email", "email"), ("contact_email", "email"), ("phone", "phone"), ("note", "note"), ("po_number", "poNumber"), ("currency", "currencyCode"), ("presentment_currency", "presentmentCurrencyCode"), ("source_name", "sourceName"), ("customer_locale", "customerLocale"), ("confirmation_number", "confirmationNumber") })
        {
            Text(writer, node, name, field);
        }

        Lower(writer, node, "cancel_reason", "cancelReason");
        Lower(writer, node, "financial_status", "displayFinancialStatus");
        writer.WriteString("fulfillment_status", node["displayFulfillmentStatus"] switch { "FULFILLED" => "fulfilled", "PARTIALLY_FULFILLED" => "partial", _ => null });
        writer.WriteNumber("number", node["number"] is int number ? number - 1_000 : 0);
        writer.WriteNumber("order_number", node["number"] is int orderNumber ? orderNumber : 0);
        writer.WriteString("tags", string.Join(", ", (node["tags"] as IEnumerable<string>) ?? []));
        foreach (var (name, field) in new[] { ("test", "test"), ("taxes_included", "taxesIncluded"), ("tax_exempt", "taxExempt"), ("estimated_taxes", "estimatedTaxes") })
        {
            writer.WriteBoolean(name, node[field] is true);
        }

        foreach (var (name, field) in new[] { ("total_price", "totalPriceSet"), ("subtotal_price", "subtotalPriceSet"), ("total_tax", "totalTaxSet"), ("total_discounts", "totalDiscountsSet"), ("current_total_price", "currentTotalPriceSet"), ("current_subtotal_price", "currentSubtotalPriceSet"), ("current_total_tax", "currentTotalTaxSet"), ("current_total_discounts", "currentTotalDiscountsSet") })
        {
            Amount(writer, node, name, field);
            Bag(writer, name + "_set", node[field]);
        }

        Amount(writer, node, "total_outstanding", "totalOutstandingSet");
        Amount(writer, node, "total_tip_received", "totalTipReceivedSet");
        Bag(writer, "total_shipping_price_set", node["totalShippingPriceSet"]);
        Bag(writer, "current_shipping_price_set", node["currentShippingPriceSet"]);
        Strings(writer, "payment_gateway_names", node["paymentGatewayNames"]);
        Taxes(writer, node);
        Address(writer, "billing_address", node["billingAddress"]);
        Address(writer, "shipping_address", node["shippingAddress"]);
        writer.WritePropertyName("customer");
        Nested(writer, Follow(node["customer"]));
        List(writer, "line_items", node["lineItems"], Line);
        List(writer, "shipping_lines", node["shippingLines"], Shipping);
        List(writer, "fulfillments", node["fulfillments"], Fulfillment);
        List(writer, "refunds", node["refunds"], Refund);
    }

    private void Line(Utf8JsonWriter writer, GraphNode node)
    {
        Ids(writer, node);
        Text(writer, node, "title", "title");
        Text(writer, node, "name", "name");
        Text(writer, node, "sku", "sku");
        writer.WriteNumber("quantity", node["quantity"] as int? ?? 0);
        writer.WriteNumber("current_quantity", node["currentQuantity"] as int? ?? 0);
        writer.WriteNumber("fulfillable_quantity", node["unfulfilledQuantity"] as int? ?? 0);
        writer.WriteBoolean("gift_card", node["isGiftCard"] is true);
        writer.WriteBoolean("requires_shipping", node["requiresShipping"] is true);
        writer.WriteBoolean("taxable", node["taxable"] is true);
        Number(writer, "product_id", node["product"]);
        Number(writer, "variant_id", node["variant"]);
        Amount(writer, node, "price", "originalUnitPriceSet");
        Bag(writer, "price_set", node["originalUnitPriceSet"]);
        Amount(writer, node, "total_discount", "totalDiscountSet");
        Bag(writer, "total_discount_set", node["totalDiscountSet"]);
        Allocations(writer, node);
        Taxes(writer, node);
    }

    private void Shipping(Utf8JsonWriter writer, GraphNode node)
    {
        writer.WriteNumber("id", Gid.Tail(node.Id));
        Text(writer, node, "title", "title");
        Text(writer, node, "code", "code");
        Amount(writer, node, "price", "originalPriceSet");
        Bag(writer, "price_set", node["originalPriceSet"]);
        Amount(writer, node, "discounted_price", "discountedPriceSet");
        Bag(writer, "discounted_price_set", node["discountedPriceSet"]);
        Bag(writer, "current_discounted_price_set", node["currentDiscountedPriceSet"]);
        writer.WriteBoolean("is_removed", node["isRemoved"] is true);
        Allocations(writer, node);
        Taxes(writer, node);
    }

    private void Refund(Utf8JsonWriter writer, GraphNode node)
    {
        Ids(writer, node);
        Number(writer, "order_id", node["order"]);
        Time(writer, node, "created_at", "createdAt");
        Time(writer, node, "processed_at", "processedAt");
        Text(writer, node, "note", "note");
        List(writer, "refund_line_items", node["refundLineItems"], (json, line) =>
        {
            json.WriteNumber("id", Gid.Tail(line.Id));
            json.WriteNumber("quantity", line["quantity"] as int? ?? 0);
            Number(json, "line_item_id", line["lineItem"]);
            Number(json, "location_id", line["location"]);
            Lower(json, line, "restock_type", "restockType");
            json.WriteNumber("subtotal", ShopAmount(line["subtotalSet"]));
            json.WriteNumber("total_tax", ShopAmount(line["totalTaxSet"]));
            Bag(json, "subtotal_set", line["subtotalSet"]);
            Bag(json, "total_tax_set", line["totalTaxSet"]);
        });
        List(writer, "refund_shipping_lines", node["refundShippingLines"], (json, line) =>
        {
            json.WriteNumber("id", Gid.Tail(line.Id));
            Bag(json, "subtotal_amount_set", line["subtotalAmountSet"]);
        });
        List(writer, "order_adjustments", node["orderAdjustments"], (json, line) =>
        {
            json.WriteNumber("id", Gid.Tail(line.Id));
            Lower(json, line, "kind", "reason");
            Amount(json, line, "amount", "amountSet");
            Bag(json, "amount_set", line["amountSet"]);
        });
        List(writer, "transactions", node["transactions"], (json, line) =>
        {
            Ids(json, line);
            Lower(json, line, "kind", "kind");
            Lower(json, line, "status", "status");
            Text(json, line, "gateway", "gateway");
            Amount(json, line, "amount", "amountSet");
        });
    }

    private void Fulfillment(Utf8JsonWriter writer, GraphNode node)
    {
        Ids(writer, node);
        Number(writer, "order_id", node["order"]);
        Text(writer, node, "name", "name");
        Lower(writer, node, "status", "status");
        Time(writer, node, "created_at", "createdAt");
        Time(writer, node, "updated_at", "updatedAt");
        Number(writer, "location_id", node["location"]);
        var tracking = Items(node["trackingInfo"]).FirstOrDefault();
        writer.WriteString("tracking_company", tracking?["company"] as string);
        writer.WriteString("tracking_number", tracking?["number"] as string);
        Strings(writer, "tracking_numbers", Items(node["trackingInfo"]).Select(item => item["number"] as string).OfType<string>());
        List(writer, "line_items", node["fulfillmentLineItems"], (json, line) =>
        {
            var item = Follow(line["lineItem"]);
            json.WriteNumber("id", Gid.Tail(item?.Id));
            json.WriteNumber("quantity", line["quantity"] as int? ?? 0);
            json.WriteString("sku", item?["sku"] as string);
        });
    }

    private static void Level(Utf8JsonWriter writer, GraphNode node)
    {
        writer.WriteNumber("inventory_item_id", Gid.Tail((node["item"] as GraphRef)?.Id));
        writer.WriteNumber("location_id", Gid.Tail((node["location"] as GraphRef)?.Id));
        writer.WriteNumber("available", Items(node["quantities"], null).First(quantity => (string?)quantity["name"] == "available")["quantity"] as int? ?? 0);
        Time(writer, node, "updated_at", "updatedAt");
        writer.WriteString("admin_graphql_api_id", node.Id);
    }

    private static void Customer(Utf8JsonWriter writer, GraphNode node)
    {
        Ids(writer, node);
        Time(writer, node, "created_at", "createdAt");
        Time(writer, node, "updated_at", "updatedAt");
        Text(writer, node, "first_name", "firstName");
        Text(writer, node, "last_name", "lastName");
        Lower(writer, node, "state", "state");
        writer.WriteString("email", (node["defaultEmailAddress"] as GraphNode)?["emailAddress"] as string);
        Address(writer, "default_address", node["defaultAddress"]);
    }

    private void Product(Utf8JsonWriter writer, GraphNode node)
    {
        Ids(writer, node);
        Text(writer, node, "title", "title");
        Text(writer, node, "handle", "handle");
        Lower(writer, node, "status", "status");
        Time(writer, node, "updated_at", "updatedAt");
        List(writer, "variants", node["variants"], (json, variant) =>
        {
            Ids(json, variant);
            Text(json, variant, "sku", "sku");
            json.WriteString("price", Money(variant["price"] as decimal? ?? 0));
            Number(json, "inventory_item_id", variant["inventoryItem"]);
        });
    }

    private static void OrderEdit(Utf8JsonWriter writer, GraphNode node)
    {
        writer.WriteStartObject("order_edit");
        writer.WriteNumber("id", Gid.Tail(node.Id));
        writer.WriteNumber("order_id", Gid.Tail((string?)node["orderId"]));
        Time(writer, node, "created_at", "committedAt");
        Time(writer, node, "committed_at", "committedAt");
        writer.WriteBoolean("notify_customer", false);
        writer.WriteStartObject("line_items");
        foreach (var name in new[] { "additions", "removals" })
        {
            writer.WriteStartArray(name);
            foreach (var (id, delta) in (IReadOnlyList<(long Id, int Delta)>?)node[name] ?? [])
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", id);
                writer.WriteNumber("delta", delta);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Allocations(Utf8JsonWriter writer, GraphNode node) => List(writer, "discount_allocations", node["discountAllocations"], (json, allocation) =>
    {
        Amount(json, allocation, "amount", "allocatedAmountSet");
        Bag(json, "amount_set", allocation["allocatedAmountSet"]);
        json.WriteNumber("discount_application_index", (allocation["discountApplication"] as GraphNode)?["index"] as int? ?? 0);
    });

    private void Taxes(Utf8JsonWriter writer, GraphNode node) => List(writer, "tax_lines", node["taxLines"], (json, tax) =>
    {
        Text(json, tax, "title", "title");
        json.WriteNumber("rate", tax["rate"] as decimal? ?? 0);
        Amount(json, tax, "price", "priceSet");
        Bag(json, "price_set", tax["priceSet"]);
    });

    private void Nested(Utf8JsonWriter writer, GraphNode? node)
    {
        if (node is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        Write(writer, node);
        writer.WriteEndObject();
    }

    private static void Address(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is not GraphNode node)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, field) in new[] { ("first_name", "firstName"), ("last_name", "lastName"), ("name", "name"), ("company", "company"), ("address1", "address1"), ("address2", "address2"), ("city", "city"), ("zip", "zip"), ("province", "province"), ("province_code", "provinceCode"), ("country", "country"), ("country_code", "countryCodeV2"), ("phone", "phone") })
        {
            Text(writer, node, key, field);
        }

        writer.WriteEndObject();
    }

    private void List(Utf8JsonWriter writer, string name, object? value, Action<Utf8JsonWriter, GraphNode> write)
    {
        writer.WriteStartArray(name);
        foreach (var node in Items(value))
        {
            writer.WriteStartObject();
            write(writer, node);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private IEnumerable<GraphNode> Items(object? value) => Items(value, this);

    private static IEnumerable<GraphNode> Items(object? value, WebhookBody? body) =>
        value is IEnumerable<object?> many ? many.Select(item => body is null ? item as GraphNode : body.Follow(item)).OfType<GraphNode>() : [];

    private GraphNode? Follow(object? value) => value switch
    {
        GraphRef link => shop.Find(link.Id),
        Live live => Follow(live.Read()),
        _ => value as GraphNode,
    };

    private static void Ids(Utf8JsonWriter writer, GraphNode node)
    {
        writer.WriteNumber("id", Gid.Tail(node.Id));
        writer.WriteString("admin_graphql_api_id", node.Id);
    }

    private static void Number(Utf8JsonWriter writer, string name, object? link)
    {
        if ((link as GraphRef)?.Id is { } id)
        {
            writer.WriteNumber(name, Gid.Tail(id));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void Text(Utf8JsonWriter writer, GraphNode node, string name, string field) => writer.WriteString(name, node[field] as string);

    private static void Lower(Utf8JsonWriter writer, GraphNode node, string name, string field) => writer.WriteString(name, (node[field] as string)?.ToLowerInvariant());

    private static void Time(Utf8JsonWriter writer, GraphNode node, string name, string field) =>
        writer.WriteString(name, (node[field] as DateTimeOffset?)?.ToOffset(Offset).ToString(TimeFormat, CultureInfo.InvariantCulture));

    private static void Strings(Utf8JsonWriter writer, string name, object? values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values as IEnumerable<string> ?? [])
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter writer, GraphNode node, string name, string field) => writer.WriteString(name, Money(ShopAmount(node[field])));

    private static void Bag(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is not GraphNode bag)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, field) in new[] { ("shop_money", "shopMoney"), ("presentment_money", "presentmentMoney") })
        {
            var money = bag[field] as GraphNode;
            writer.WriteStartObject(key);
            writer.WriteString("amount", Money(money?["amount"] as decimal? ?? 0));
            writer.WriteString("currency_code", money?["currencyCode"] as string);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static decimal ShopAmount(object? bag) => ((bag as GraphNode)?["shopMoney"] as GraphNode)?["amount"] as decimal? ?? 0;

    private static string Money(decimal amount) => amount.ToString("0.00#", CultureInfo.InvariantCulture);
}
