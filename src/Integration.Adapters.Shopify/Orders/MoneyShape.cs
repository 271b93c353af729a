using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>How a source spells money in two currencies; the currencies of the order are checked against every amount.</summary>
/// <param name="Shop">Member with the shop's money.</param>
/// <param name="Presentment">Member with the buyer's money.</param>
/// <param name="CurrencyCode">Member with the code.</param>
/// <param name="ShopCurrency">Shop currency of the order.</param>
/// <param name="PresentmentCurrency">Presentment currency of the order.</param>
internal sealed record MoneyShape(string Shop, string Presentment, string CurrencyCode, Currency ShopCurrency, Currency PresentmentCurrency)
{
    public static MoneyShape GraphQl(Currency shop, Currency presentment) => new("shopMoney", "presentmentMoney", "currencyCode", shop, presentment);

    public static MoneyShape Rest(Currency shop, Currency presentment) => new("shop_money", "presentment_money", "currency_code", shop, presentment);

    public MoneyPair Zero => new(Money.Zero(ShopCurrency), Money.Zero(PresentmentCurrency));

    public MoneyPair Required(JsonElement owner, string member, FieldPath path) => Optional(owner, member, path) ?? throw FieldFaultException.Missing(path.ToString());

    public MoneyPair? Optional(JsonElement owner, string member, FieldPath path)
    {
        if (owner.Member(member) is not { } bag)
        {
            return null;
        }

        if (bag.ValueKind != JsonValueKind.Object)
        {
            throw FieldFaultException.Invalid("shopify.bad-amount", path.ToString(), "is not an amount in two currencies", "Update the package: the shop's answer has another shape than expected.");
        }

        var shop = Side(bag, Shop, ShopCurrency, path) ?? throw FieldFaultException.Missing($"{path.ToString()}.shop");
        var presentment = Side(bag, Presentment, PresentmentCurrency, path);
        return new MoneyPair(shop, presentment ?? (ShopCurrency == PresentmentCurrency ? shop : null));
    }

    /// <summary>A pair from one stated amount: both sides when the currencies are the same, else only the shop's.</summary>
    public MoneyPair Single(decimal amount) =>
        new(new Money(amount, ShopCurrency), ShopCurrency == PresentmentCurrency ? new Money(amount, PresentmentCurrency) : null);

    private Money? Side(JsonElement bag, string member, Currency expected, FieldPath path)
    {
        if (bag.Object(member) is not { } side)
        {
            return null;
        }

        var currency = side.Member(CurrencyCode) is null && side.Member("currency") is not null ? side.CurrencyOf("currency", path) : side.CurrencyOf(CurrencyCode, path);
        if (currency != expected)
        {
            throw FieldFaultException.Invalid(
                "shopify.currency-differs", path.ToString(), $"is in {currency}, while the order states {expected}", "Read the order again; if it stays, report the order to Shopify.");
        }

        return new Money(side.AmountOf("amount", path), currency);
    }
}
