using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Reads of gift cards: one came to be for every unit of a gift-card line of a paid order.</summary>
internal sealed class GiftCardQueries(ShopState shop)
{
    private const int CardsPerLine = 1_000;

    private static readonly Dictionary<string, Func<GraphNode, object?>> Filters = new(StringComparer.Ordinal)
    {
        ["id"] = card => Gid.Tail(card.Id),
        ["created_at"] = card => card["createdAt"],
        ["source"] = _ => "purchased",
        ["status"] = _ => "enabled",
    };

    public void Register(RootFields roots) => roots.Query("giftCards", Cards);

    /// <summary>Number of the card of a unit.</summary>
    public static long NumberOf(long line, int unit) => (line * CardsPerLine) + unit;

    private ConnectionItem[] Cards(IResolveFieldContext context)
    {
        var request = ShopRequest.Of(context);
        var query = request.Parse(context.GetArgument<string?>("query"), "giftCards", Filters.Keys);
        lock (shop.Gate)
        {
            return [.. shop.Orders.Select(entry => entry.State).Where(IsPaid)
                .SelectMany(order => order.Lines.Where(line => line.IsGiftCard).SelectMany(line => Enumerable.Range(1, line.Quantity).Select(unit => Card(order, line, unit))))
                .Where(card => query?.Matches(card, Filters) != false)
                .Select(card => new ConnectionItem(Gid.Tail(card.Id).ToString("D19", CultureInfo.InvariantCulture), card)).OrderBy(item => item.Key, StringComparer.Ordinal)];
        }
    }

    private static bool IsPaid(OrderState order) => order.Transactions.Exists(payment => payment is { Kind: "SALE" or "CAPTURE", Status: "SUCCESS" });

    private GraphNode Card(OrderState order, LineState line, int unit)
    {
        var number = NumberOf(line.Id, unit);
        var code = number.ToString(CultureInfo.InvariantCulture)[^4..];
        return new GraphNode("GiftCard")
        {
            ["id"] = Gid.Of("GiftCard", number),
            ["createdAt"] = order.CreatedAt,
            ["enabled"] = true,
            ["initialValue"] = MoneyRules.Money(line.UnitPrice.Shop, order.Money.ShopCurrency),
            ["balance"] = MoneyRules.Money(line.UnitPrice.Shop - shop.GiftCardUse.GetValueOrDefault(number), order.Money.ShopCurrency),
            ["lastCharacters"] = code,
            ["maskedCode"] = "•••• •••• •••• " + code,
            ["order"] = new GraphRef(order.GlobalId),
            ["lineItem"] = new GraphRef(Gid.Of("LineItem", line.Id)),
        };
    }
}
