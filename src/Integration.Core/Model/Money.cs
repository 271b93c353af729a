using System.Globalization;
using System.Text.Json.Serialization;

namespace ErpSync.Model;

/// <summary>An exact decimal amount in one currency. Adding or comparing two currencies throws instead of guessing.</summary>
/// <param name="Amount">Amount in major units. May carry more decimals than the minor unit until it is rounded.</param>
/// <param name="Currency">Currency of the amount.</param>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>Zero in the given currency.</summary>
    /// <param name="currency">Currency of the zero.</param>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>True when the amount is zero.</summary>
    public bool IsZero => Amount == 0m;

    /// <summary>Rounded half away from zero to the minor unit of the currency.</summary>
    public Money Rounded() => this with { Amount = Currency.Round(Amount) };

    /// <summary>Amount without its sign.</summary>
    public Money Abs() => this with { Amount = Math.Abs(Amount) };

    /// <inheritdoc/>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(Same(this, other).Amount);

    /// <summary>Sum of two amounts of one currency.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + Same(left, right).Amount, left.Currency);

    /// <summary>Difference of two amounts of one currency.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - Same(left, right).Amount, left.Currency);

    /// <summary>The amount with the opposite sign.</summary>
    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    /// <summary>Exact product, not rounded.</summary>
    public static Money operator *(Money left, decimal factor) => left with { Amount = left.Amount * factor };

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Amount with the decimals of the currency and the code, culture-invariant: <c>108.00 EUR</c>.</summary>
    public override string ToString() => $"{ToAmountString()} {Currency}";

    /// <summary>Amount alone with at least the decimals of the currency: <c>108.00</c>, JPY <c>5400</c>.</summary>
    public string ToAmountString()
    {
        var scaled = decimal.Round(Amount, Currency.MinorUnits, MidpointRounding.AwayFromZero);
        return scaled == Amount
            ? scaled.ToString("F" + Currency.MinorUnits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : Amount.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Splits the amount by weights with the largest remainder: every part is the floor of its ideal share in minor units, the units still missing
    /// go one each to the largest fractional remainders, earlier entries first. The parts always add up to the amount; a negative amount is split
    /// as its absolute value and negated; when all weights add up to zero the first entry takes everything.
    /// </summary>
    /// <param name="weights">At least one weight; quantities, amounts or rates of any scale.</param>
    /// <exception cref="ArgumentException">There is no weight.</exception>
    public Money[] Allocate(params ReadOnlySpan<decimal> weights)
    {
        var parts = Allocation.Split(Amount, weights, Currency.MinorUnits);
        var result = new Money[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            result[i] = new Money(parts[i], Currency);
        }

        return result;
    }

    /// <summary>
    /// Cumulative share <c>f(P, q, Q) = round(P × q / Q)</c>, and exactly the amount when <paramref name="part"/> is the whole. What lies between two
    /// quantities a and b is <c>Share(b) − Share(a)</c>, so that the last part takes what is left and all parts add up.
    /// </summary>
    /// <param name="part">Units so far.</param>
    /// <param name="whole">All units.</param>
    /// <exception cref="DivideByZeroException"><paramref name="whole"/> is zero and <paramref name="part"/> is not.</exception>
    public Money Share(decimal part, decimal whole) => this with { Amount = Allocation.Share(Amount, part, whole, Currency) };

    /// <summary>The smallest amount the currency can pay, for example 0.01 EUR or 1 JPY.</summary>
    /// <param name="currency">Currency.</param>
    public static Money MinorUnit(Currency currency) => new(currency.MinorUnit, currency);

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency ? right : throw new CurrencyMismatchException(left.Currency, right.Currency);
}
