namespace ErpSync.Model;

/// <summary>One value in two currencies: what the shop books and what the buyer saw.</summary>
/// <param name="Shop">Amount in the shop's accounting currency.</param>
/// <param name="Presentment">Amount in the currency shown to and paid by the buyer; null when the source did not state it.</param>
public sealed record MoneyPair(Money Shop, Money? Presentment)
{
    /// <summary>A pair whose both sides are the same amount.</summary>
    /// <param name="both">Amount of both sides.</param>
    public static MoneyPair Of(Money both) => new(both, both);

    /// <summary>A pair of which the source stated only what the buyer saw; its shop side counts as missing.</summary>
    /// <param name="presentment">Amount in the currency shown to the buyer.</param>
    public static MoneyPair PresentmentOnly(Money presentment) => new(default, presentment);

    /// <summary>The chosen side; null when it was not stated. The other side is never borrowed.</summary>
    /// <param name="side">Shop or presentment.</param>
    public Money? Side(CurrencyHandling side) => side == CurrencyHandling.Presentment ? Presentment : Shop.Currency.IsDefined ? Shop : null;

    /// <summary>Adds side by side; a side missing in one operand is missing in the sum.</summary>
    public static MoneyPair operator +(MoneyPair left, MoneyPair right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Shop + right.Shop, left.Presentment is { } a && right.Presentment is { } b ? a + b : null);
    }
}
