namespace ErpSync.Inventory;

/// <summary>Exact rounding of quantities to an item's decimals.</summary>
public static class StockQuantity
{
    /// <summary>Largest multiple of 10^-scale that is not more.</summary>
    /// <param name="value">Quantity.</param>
    /// <param name="scale">Decimals.</param>
    public static decimal Floor(decimal value, int scale)
    {
        var unit = Unit(scale);
        return decimal.Floor(value / unit) * unit;
    }

    /// <summary>Smallest multiple of 10^-scale that is not less.</summary>
    /// <param name="value">Quantity.</param>
    /// <param name="scale">Decimals.</param>
    public static decimal Ceiling(decimal value, int scale)
    {
        var unit = Unit(scale);
        return decimal.Ceiling(value / unit) * unit;
    }

    /// <summary>Whole multiples of a divisor in a quantity; exact also where the quotient is not.</summary>
    /// <param name="value">Quantity.</param>
    /// <param name="divisor">More than zero.</param>
    public static decimal Times(decimal value, decimal divisor) => (value - Modulo(value, divisor)) / divisor;

    /// <summary>Whether a quantity has no more decimals than allowed.</summary>
    /// <param name="value">Quantity.</param>
    /// <param name="scale">Decimals.</param>
    public static bool Fits(decimal value, int scale) => decimal.Round(value, scale) == value;

    /// <summary>
    /// Splits a quantity by weights: rounded down, then one smallest unit each to the largest remainders, the first of equals first. What is finer than a
    /// smallest unit, like half a component of a kit, goes where the next one would.
    /// </summary>
    /// <param name="quantity">Quantity.</param>
    /// <param name="weights">Weights, each more than zero.</param>
    /// <param name="scale">Decimals.</param>
    public static IReadOnlyList<decimal> Apportion(decimal quantity, IReadOnlyList<decimal> weights, int scale)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var unit = Unit(scale);
        var sum = weights.Sum();
        var shares = weights.Select(weight => Times(quantity * weight, sum * unit) * unit).ToArray();
        var left = quantity - shares.Sum();
        foreach (var index in Enumerable.Range(0, shares.Length).OrderByDescending(index => quantity * weights[index] - shares[index] * sum).ThenBy(index => index))
        {
            var given = Math.Min(unit, left);
            shares[index] += given;
            left -= given;
        }

        return shares;
    }

    private static decimal Modulo(decimal value, decimal divisor)
    {
        var rest = value % divisor;
        return rest < 0m ? rest + divisor : rest;
    }

    private static decimal Unit(int scale) => new(1, 0, 0, false, (byte)scale);
}
