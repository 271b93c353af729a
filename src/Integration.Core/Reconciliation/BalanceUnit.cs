using ErpSync.Model;

namespace ErpSync.Reconciliation;

/// <summary>What is counted: money of one currency, or units of goods. Different units never meet.</summary>
public readonly record struct BalanceUnit : IComparable<BalanceUnit>
{
    private const string QuantityName = "QTY";
    private readonly Currency _currency;

    private BalanceUnit(Currency currency) => _currency = currency;

    /// <summary>Units of goods.</summary>
    public static BalanceUnit Quantity => default;

    /// <summary>Money of one currency.</summary>
    /// <param name="currency">Currency.</param>
    public static BalanceUnit Of(Currency currency) => new(currency);

    /// <summary>True for units of goods.</summary>
    public bool IsQuantity => !_currency.IsDefined;

    /// <summary>The currency, or null for units of goods.</summary>
    public Currency? Currency => _currency.IsDefined ? _currency : null;

    /// <summary>Compares names ordinally.</summary>
    public int CompareTo(BalanceUnit other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>Code of the currency, or <c>QTY</c>.</summary>
    public override string ToString() => _currency.IsDefined ? _currency.Code : QuantityName;

    /// <summary>Compares names ordinally.</summary>
    public static bool operator <(BalanceUnit left, BalanceUnit right) => left.CompareTo(right) < 0;

    /// <summary>Compares names ordinally.</summary>
    public static bool operator >(BalanceUnit left, BalanceUnit right) => left.CompareTo(right) > 0;

    /// <summary>Compares names ordinally.</summary>
    public static bool operator <=(BalanceUnit left, BalanceUnit right) => left.CompareTo(right) <= 0;

    /// <summary>Compares names ordinally.</summary>
    public static bool operator >=(BalanceUnit left, BalanceUnit right) => left.CompareTo(right) >= 0;
}
