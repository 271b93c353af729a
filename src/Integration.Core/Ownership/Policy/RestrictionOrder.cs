using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>Order of values from most to least restrictive.</summary>
public sealed record RestrictionOrder
{
    private RestrictionOrder()
    {
    }

    /// <summary>The smallest number is the most restrictive.</summary>
    public static RestrictionOrder Lowest { get; } = new();

    /// <summary>The largest number is the most restrictive.</summary>
    public static RestrictionOrder Highest { get; } = new() { IsDescending = true };

    /// <summary>Whether larger numbers are more restrictive; only without listed values.</summary>
    public bool IsDescending { get; private init; }

    /// <summary>Listed values, most restrictive first; empty for an order of numbers.</summary>
    public ImmutableArray<FieldValue> Listed { get; private init; } = [];

    /// <summary>An order of listed values; a value that is not listed is unknown.</summary>
    /// <param name="values">Most restrictive first.</param>
    public static RestrictionOrder Of(params IEnumerable<FieldValue> values) => new() { Listed = [.. values] };

    /// <summary>Place of a value, smaller is more restrictive; null for one that the order does not know.</summary>
    /// <param name="value">The value.</param>
    internal decimal? RankOf(FieldValue value)
    {
        if (Listed.IsEmpty)
        {
            return IsDescending ? -value.Number : value.Number;
        }

        var index = Listed.IndexOf(value);
        if (index < 0 && value.Number is { } number)
        {
            index = Listed.IndexOf(Listed.FirstOrDefault(listed => Matches(listed, number), FieldValue.Null));
        }

        return value.IsNull || index < 0 ? null : index;
    }

    // Configuration writes decimals as strings, so a listed text may mean a number.
    private static bool Matches(FieldValue listed, decimal number) =>
        listed.Text is { } text && FieldValue.Of(number).Equals(FieldValue.Of(FieldValueJson.TryParseDecimal(text)));
}
