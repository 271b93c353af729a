using System.Globalization;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>
/// Finds the gift cards of an order by going through the cards sold since it was placed. Only asked for when a sold card is refunded, because only then it matters
/// what is left on it. A shop that does not let the app read cards leaves the question open, and the refund is then held for a person.
/// </summary>
internal sealed class GiftCardReader(ShopifyClient client, ShopifyOptions options)
{
    private const int PageSize = 100;
    private const int MaxPages = 50;
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);
    private volatile bool _isDenied;

    /// <summary>The cards of an order, in the order in which they came to be; fewer than asked for when the shop does not tell.</summary>
    /// <param name="order">Order.</param>
    /// <param name="placedAt">When it was placed.</param>
    /// <param name="units">Cards that were sold with it: the search ends when it has them.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<SoldCard>> ReadAsync(string order, DateTimeOffset placedAt, int units, CancellationToken ct)
    {
        var cards = new List<SoldCard>();
        string? after = null;
        try
        {
            for (var page = 0; page < MaxPages && cards.Count < units && options.ReadGiftCards && !_isDenied; page++)
            {
                using var reply = await client.QueryAsync(OrderOperations.GiftCards, writer => Variables(writer, placedAt - Before, after), ct);
                var nodes = reply.Data.Nodes("giftCards").ToArray();
                cards.AddRange(nodes.Where(card => card.Object("order")?.Text("id") == order).Select(Card).OfType<SoldCard>());
                after = PageEnd.NextCursor(reply.Data.Object("giftCards"), nodes.Length, OrderOperations.GiftCards);
                if (after is null)
                {
                    break;
                }
            }
        }
        catch (ConnectorException denied) when (denied.Fault.Code == "shopify.access-denied")
        {
            // Not every plan has the scope read_gift_cards; the orders themselves can still be read.
            _isDenied = true;
        }

        return cards;
    }

    private static SoldCard? Card(JsonElement card) =>
        card.Filled("id") is { } id && card.Object("lineItem")?.Filled("id") is { } line && card.Object("balance") is { } balance
            ? new SoldCard(id, line, new Money(balance.AmountOf("amount", "giftCards.balance"), balance.CurrencyOf("currencyCode", "giftCards.balance")))
            : null;

    private static void Variables(Utf8JsonWriter writer, DateTimeOffset since, string? after)
    {
        writer.WriteNumber("first", PageSize);
        writer.WriteString("after", after);
        writer.WriteString("query", $"source:purchased AND created_at:>='{since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}'");
    }
}
