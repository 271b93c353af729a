using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Arithmetic side by side; a side that one operand lacks is missing in the result.</summary>
internal static class MoneyPairMath
{
    public static MoneyPair Sum(this IEnumerable<MoneyPair> amounts, MoneyPair zero) => amounts.Aggregate(zero, (sum, amount) => sum + amount);

    public static MoneyPair Minus(this MoneyPair left, MoneyPair right) => left + right.Negated();

    public static MoneyPair Negated(this MoneyPair value) => new(-value.Shop, -value.Presentment);

    public static MoneyPair Times(this MoneyPair value, decimal factor) => new(value.Shop * factor, value.Presentment is { } other ? other * factor : null);

    /// <summary>The share of <paramref name="part"/> of <paramref name="whole"/> units, rounded to the minor units.</summary>
    public static MoneyPair Share(this MoneyPair value, int part, int whole) =>
        part == whole || whole == 0
            ? value
            : new((value.Shop * part * (1m / whole)).Rounded(), value.Presentment is { } other ? (other * part * (1m / whole)).Rounded() : null);

    public static bool IsZero(this MoneyPair value) => value.Shop.IsZero && value.Presentment is null or { IsZero: true };
}
