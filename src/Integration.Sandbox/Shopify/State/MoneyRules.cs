using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>The two currencies of an order, the rate between them and how each is rounded.</summary>
internal sealed record MoneyRules(string ShopCurrency, string PresentmentCurrency, decimal Rate)
{
    private readonly int _shopDigits = DigitsOf(ShopCurrency);
    private readonly int _presentmentDigits = DigitsOf(PresentmentCurrency);

    public Bag FromShop(decimal amount) => Round(new Bag(amount, amount * Rate));

    public Bag Round(Bag bag) => new(
        decimal.Round(bag.Shop, _shopDigits, MidpointRounding.AwayFromZero),
        decimal.Round(bag.Presentment, _presentmentDigits, MidpointRounding.AwayFromZero));

    /// <summary>The part <paramref name="numerator"/>/<paramref name="denominator"/> of an amount, each currency rounded by itself.</summary>
    public Bag Part(Bag bag, decimal numerator, decimal denominator) =>
        denominator == 0 ? Bag.Zero : Round(new Bag(bag.Shop * numerator / denominator, bag.Presentment * numerator / denominator));

    /// <summary>The tax of one rate on a displayed amount.</summary>
    public Bag Tax(Bag displayed, decimal rate, decimal sumOfRates, bool included) =>
        included ? Part(displayed, rate, 1 + sumOfRates) : Round(new Bag(displayed.Shop * rate, displayed.Presentment * rate));

    /// <summary>Shares a total over weights so that the parts add up; the largest remainders get the last units.</summary>
    public IReadOnlyList<Bag> Share(Bag total, IReadOnlyList<Bag> weights)
    {
        var shop = Share(total.Shop, [.. weights.Select(weight => weight.Shop)], _shopDigits);
        var presentment = Share(total.Presentment, [.. weights.Select(weight => weight.Presentment)], _presentmentDigits);
        return [.. shop.Zip(presentment, (left, right) => new Bag(left, right))];
    }

    public GraphNode Node(Bag bag) => new("MoneyBag")
    {
        ["shopMoney"] = Money(bag.Shop, ShopCurrency),
        ["presentmentMoney"] = Money(bag.Presentment, PresentmentCurrency),
    };

    public static GraphNode Money(decimal amount, string currency) => new("MoneyV2") { ["amount"] = amount, ["currencyCode"] = currency };

    public static int DigitsOf(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "XAF" or "XOF" or "XPF" or "PYG" or "UGX" => 0,
        "KWD" or "BHD" or "TND" or "JOD" or "OMR" => 3,
        _ => 2,
    };

    private static decimal[] Share(decimal total, decimal[] weights, int digits)
    {
        var sum = weights.Sum();
        var parts = new decimal[weights.Length];
        if (sum == 0 || total == 0)
        {
            return parts;
        }

        var unit = new decimal(1, 0, 0, false, (byte)digits);
        for (var i = 0; i < weights.Length; i++)
        {
            parts[i] = decimal.Round(total * weights[i] / sum, digits, MidpointRounding.ToZero);
        }

        var order = Enumerable.Range(0, weights.Length)
            .OrderByDescending(i => (total * weights[i] / sum) - parts[i])
            .ThenBy(i => i)
            .ToArray();
        var open = total - parts.Sum();
        for (var i = 0; open >= unit; i = (i + 1) % order.Length)
        {
            parts[order[i]] += unit;
            open -= unit;
        }

        return parts;
    }
}
