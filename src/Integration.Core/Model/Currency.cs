using System.Diagnostics.CodeAnalysis;

namespace ErpSync.Model;

/// <summary>An ISO 4217 currency: its alphabetic code and the number of decimals of its minor unit.</summary>
/// <remarks>
/// Values come from <see cref="FromCode"/> or <see cref="TryFromCode"/> only, so a currency that is not in the ISO list cannot exist.
/// Immutable and thread-safe. The default value is not a currency; using it throws.
/// </remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency : IComparable<Currency>
{
    private readonly string? _code;

    private Currency(string code, int minorUnits)
    {
        _code = code;
        MinorUnits = minorUnits;
    }

    /// <summary>Alphabetic code, three upper-case letters, for example <c>EUR</c>.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default(Currency)</c>.</exception>
    public string Code => _code ?? throw new InvalidOperationException("This is default(Currency), not a currency. Use Currency.FromCode.");

    /// <summary>Decimals of the minor unit, 0 to 4: JPY 0, EUR 2, KWD 3, CLF 4.</summary>
    public int MinorUnits { get; }

    /// <summary>Smallest payable amount: 0.01 for two decimals, 1 for none.</summary>
    public decimal MinorUnit => new(1, 0, 0, false, (byte)MinorUnits);

    /// <summary>True for a currency of the list, false for the default value.</summary>
    public bool IsDefined => _code is not null;

    /// <summary>The currency with the given code.</summary>
    /// <param name="code">ISO 4217 alphabetic code; case does not matter.</param>
    /// <exception cref="ArgumentException">The code is not in the ISO 4217 list.</exception>
    public static Currency FromCode(string code) =>
        TryFromCode(code, out var currency)
            ? currency
            : throw new ArgumentException($"'{code}' is not an ISO 4217 currency code. Use an alphabetic code such as EUR or USD.", nameof(code));

    /// <summary>Looks a code up without throwing.</summary>
    /// <param name="code">ISO 4217 alphabetic code; case does not matter; null gives false.</param>
    /// <param name="currency">The currency when found.</param>
    public static bool TryFromCode([NotNullWhen(true)] string? code, out Currency currency)
    {
        var upper = code?.ToUpperInvariant();
        if (upper is not null && CurrencyTable.MinorUnits.TryGetValue(upper, out var minorUnits))
        {
            currency = new Currency(upper, minorUnits);
            return true;
        }

        currency = default;
        return false;
    }

    /// <summary>Rounds half away from zero to the minor unit.</summary>
    /// <param name="amount">Exact amount in major units.</param>
    public decimal Round(decimal amount) => decimal.Round(amount, MinorUnits, MidpointRounding.AwayFromZero);

    /// <inheritdoc/>
    public int CompareTo(Currency other) => string.CompareOrdinal(_code, other._code);

    /// <summary>The code, or <c>?</c> for the default value.</summary>
    public override string ToString() => _code ?? "?";

    /// <summary>Compares codes ordinally.</summary>
    public static bool operator <(Currency left, Currency right) => left.CompareTo(right) < 0;

    /// <summary>Compares codes ordinally.</summary>
    public static bool operator >(Currency left, Currency right) => left.CompareTo(right) > 0;

    /// <summary>Compares codes ordinally.</summary>
    public static bool operator <=(Currency left, Currency right) => left.CompareTo(right) <= 0;

    /// <summary>Compares codes ordinally.</summary>
    public static bool operator >=(Currency left, Currency right) => left.CompareTo(right) >= 0;
}
