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

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency ? right : throw new CurrencyMismatchException(left.Currency, right.Currency);
}
