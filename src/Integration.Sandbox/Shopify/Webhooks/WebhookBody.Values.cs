using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.Webhooks;

/// <summary>How single values, amounts and lists are spelled.</summary>
internal sealed partial class WebhookBody
{
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
