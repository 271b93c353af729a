using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ErpSync.Sandbox.Cdp;

/// <summary>Reads a batch and checks it against the specification; stricter than the real endpoint, which accepts a bad event and drops it silently.</summary>
internal static class BatchReader
{
    private const int MostBytes = 500_000;
    private const int MostEventBytes = 32_000;
    private static readonly string[] Amounts = ["total", "revenue", "shipping", "tax"];
    private static readonly string[] OrderEvents = ["Order Completed", "Order Updated", "Order Cancelled", "Order Refunded"];

    /// <summary>The messages, or why the batch is refused.</summary>
    public static (IReadOnlyList<CdpMessage> Messages, string? Refusal) Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MostBytes)
        {
            return ([], "The request is too large.");
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("batch", out var batch) || batch.ValueKind != JsonValueKind.Array)
            {
                return ([], "There is no batch.");
            }

            var messages = new List<CdpMessage>();
            foreach (var item in batch.EnumerateArray())
            {
                if (Wrong(item) is { } wrong)
                {
                    return ([], wrong);
                }

                messages.Add(new CdpMessage(
                    Text(item, "type")!, Text(item, "messageId")!, Text(item, "userId"), Text(item, "anonymousId"), Text(item, "event"),
                    DateTimeOffset.Parse(Text(item, "timestamp")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), item.Clone()));
            }

            return (messages, null);
        }
        catch (JsonException)
        {
            return ([], "The body is not JSON.");
        }
    }

    private static string? Wrong(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return "An event is no object.";
        }

        return Encoding.UTF8.GetByteCount(item.GetRawText()) > MostEventBytes ? "An event is too large."
            : Text(item, "type") is not ("track" or "identify") ? "An event has no known type."
            : Text(item, "messageId") is not { Length: <= 100 } ? "An event has no messageId."
            : Text(item, "userId") is null && Text(item, "anonymousId") is null ? "An event names nobody."
            : !DateTimeOffset.TryParse(Text(item, "timestamp"), CultureInfo.InvariantCulture, out _) ? "An event has no timestamp."
            : Text(item, "type") == "identify" ? Wrong(item, "traits")
            : Text(item, "event") is not { } name ? "A track event has no name."
            : Wrong(item, "properties") ?? (OrderEvents.Contains(name) ? WrongOrder(item.GetProperty("properties")) : null);
    }

    private static string? Wrong(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Object ? null : $"An event has no {member}.";

    private static string? WrongOrder(JsonElement order)
    {
        if (Text(order, "order_id") is null || Text(order, "currency") is not { Length: 3 })
        {
            return "An order event has no order_id or currency.";
        }

        if (!Amounts.All(name => order.TryGetProperty(name, out var amount) && amount.ValueKind == JsonValueKind.Number))
        {
            return "An order event lacks an amount, or one is no number.";
        }

        return order.TryGetProperty("products", out var products) && products.ValueKind == JsonValueKind.Array && products.EnumerateArray().All(IsProduct)
            ? null
            : "An order event has no products, or one is incomplete.";
    }

    private static bool IsProduct(JsonElement product) =>
        product.ValueKind == JsonValueKind.Object && Text(product, "product_id") is not null
        && product.TryGetProperty("price", out var price) && price.ValueKind == JsonValueKind.Number
        && product.TryGetProperty("quantity", out var quantity) && quantity.ValueKind == JsonValueKind.Number && quantity.TryGetInt32(out _);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
