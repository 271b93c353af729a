using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>An activity as a <c>track</c> message of the e-commerce specification. Amounts are written as the decimals they are.</summary>
internal static class TrackMessage
{
    public static string NameOf(CustomerActivityKind kind) => kind switch
    {
        CustomerActivityKind.OrderCompleted => "Order Completed",
        CustomerActivityKind.OrderUpdated => "Order Updated",
        CustomerActivityKind.OrderCancelled => "Order Cancelled",
        _ => "Order Refunded",
    };

    /// <summary>What keeps an activity from being told, or null.</summary>
    public static Fault? Check(CustomerActivity activity)
    {
        if (string.IsNullOrEmpty(activity.OrderId))
        {
            return Bad("orderId", "The activity names no order.");
        }

        var amounts = new[] { activity.Total, activity.Subtotal, activity.Revenue, activity.Shipping, activity.Tax, activity.Discount };
        if (amounts.Any(amount => !amount.Currency.IsDefined || amount.Currency != activity.Total.Currency)
            || activity.Products.Any(line => line.UnitPrice.Currency != activity.Total.Currency))
        {
            return Bad("total", "The activity mixes currencies.");
        }

        return activity.Subtotal + activity.Shipping + activity.Tax != activity.Total ? Bad("total", "Subtotal, shipping and tax do not make the total.")
            : activity.Products.Any(static line => line.Quantity <= 0) ? Bad("products.quantity", "A line has no units.")
            : null;
    }

    public static ReadOnlyMemory<byte> Write(CustomerActivity activity, string messageId, CdpOptions options) =>
        EventMessage.Write("track", messageId, Identity.Of(activity, options), activity.OccurredAt, writer =>
        {
            writer.WriteString("event", NameOf(activity.Kind));
            writer.WriteStartObject("properties");
            writer.WriteString("order_id", activity.OrderId);
            writer.WriteString("order_number", activity.OrderNumber);
            Optional(writer, "refund_id", activity.RefundId);
            Optional(writer, "affiliation", activity.Channel);
            writer.WriteString("currency", activity.Total.Currency.Code);
            Amount(writer, "total", activity.Total);
            Amount(writer, "subtotal", activity.Subtotal);
            Amount(writer, "revenue", activity.Revenue);
            Amount(writer, "shipping", activity.Shipping);
            Amount(writer, "tax", activity.Tax);
            if (activity.Kind != CustomerActivityKind.OrderRefunded)
            {
                Amount(writer, "discount", activity.Discount);
            }

            Products(writer, activity.Products);
            writer.WriteEndObject();
        });

    private static void Products(Utf8JsonWriter writer, IReadOnlyList<ActivityProduct> products)
    {
        writer.WriteStartArray("products");
        for (var index = 0; index < products.Count; index++)
        {
            var line = products[index];
            writer.WriteStartObject();
            writer.WriteString("product_id", line.Variant ?? line.Sku ?? line.LineId);
            Optional(writer, "sku", line.Sku);
            writer.WriteString("name", line.Name);
            Amount(writer, "price", line.UnitPrice);
            writer.WriteNumber("quantity", line.Quantity);
            writer.WriteNumber("position", index + 1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter writer, string name, Money money)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(money.ToAmountString());
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static Fault Bad(string field, string message) =>
        new(FaultKind.Invalid, "cdp.activity-invalid", message) { Field = field, Hint = "Correct the order in the shop, or resolve the case; nothing was sent." };
}
