using System.Numerics;

namespace ErpSync.Model;

/// <summary>The one way to split an amount: largest remainder, exact, stable. <see cref="Money"/> exposes it.</summary>
internal static class Allocation
{
    public static decimal[] Split(decimal total, ReadOnlySpan<decimal> weights, int minorUnits)
    {
        if (weights.Length == 0)
        {
            throw new ArgumentException("There is nothing to allocate over. Give at least one weight.", nameof(weights));
        }

        var parts = new decimal[weights.Length];
        var sum = 0m;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        if (weights.Length == 1 || sum == 0m || total == 0m)
        {
            parts[0] = total;
            return parts;
        }

        // An amount with more decimals than the minor unit is split at its own scale, so that the parts always add up to it.
        var unit = Unit(Math.Max(minorUnits, Scale(total)));
        var units = new BigInteger(Math.Abs(total) / unit);
        var scaled = ScaleToIntegers(weights, sum < 0m);
        var whole = BigInteger.Zero;
        foreach (var weight in scaled)
        {
            whole += weight;
        }

        var remainders = new BigInteger[scaled.Length];
        var order = new int[scaled.Length];
        var missing = units;
        for (var i = 0; i < scaled.Length; i++)
        {
            var floor = FloorDivide(units * scaled[i], whole, out remainders[i]);
            parts[i] = (decimal)floor * unit;
            missing -= floor;
            order[i] = i;
        }

        Array.Sort(order, (a, b) => remainders[b].CompareTo(remainders[a]) is var byRemainder and not 0 ? byRemainder : a.CompareTo(b));
        for (var i = 0; i < (int)missing; i++)
        {
            parts[order[i]] += unit;
        }

        if (total < 0m)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = -parts[i];
            }
        }

        return parts;
    }

    /// <summary>Cumulative share <c>f(P, q, Q)</c>: what <paramref name="part"/> of <paramref name="whole"/> takes of the total.</summary>
    public static decimal Share(decimal total, decimal part, decimal whole, Currency currency) =>
        part == whole ? total
        : part == 0m || total == 0m ? 0m
        : whole == 0m ? throw new DivideByZeroException("A share of zero units does not exist. Pass the whole quantity as the last argument.")
        : currency.Round(total * part / whole);

    private static BigInteger FloorDivide(BigInteger dividend, BigInteger divisor, out BigInteger remainder)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out remainder);
        if (remainder.Sign < 0)
        {
            quotient -= BigInteger.One;
            remainder += divisor;
        }

        return quotient;
    }

    private static BigInteger[] ScaleToIntegers(ReadOnlySpan<decimal> weights, bool negate)
    {
        var scale = 0;
        foreach (var weight in weights)
        {
            scale = Math.Max(scale, weight.Scale);
        }

        var result = new BigInteger[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var bits = decimal.GetBits(weights[i]);
            var mantissa = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
            mantissa *= BigInteger.Pow(10, scale - weights[i].Scale);
            result[i] = weights[i] < 0m != negate ? -mantissa : mantissa;
        }

        return result;
    }

    private static int Scale(decimal value)
    {
        var scale = value.Scale;
        while (scale > 0 && decimal.Round(value, scale - 1) == value)
        {
            scale--;
        }

        return scale;
    }

    private static decimal Unit(int scale) => new(1, 0, 0, false, (byte)scale);
}
