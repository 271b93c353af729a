namespace ErpSync.Finance.Accounts;

/// <summary>What a rule asks of one key: one value, a pattern ending in <c>*</c>, or a list of either.</summary>
public sealed record AccountCondition
{
    private AccountCondition(IReadOnlyList<string> values, bool isList)
    {
        Values = values;
        IsExact = !isList && !values[0].EndsWith('*');
    }

    /// <summary>Values or patterns; any of them fits.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>True for one value that is no pattern; it outranks lists and patterns of the same key.</summary>
    public bool IsExact { get; }

    /// <summary>One value, or a pattern when it ends in <c>*</c>.</summary>
    /// <param name="value">Value or pattern, case-sensitive.</param>
    public static AccountCondition Of(string value) => new([value], isList: false);

    /// <summary>Any of several values or patterns.</summary>
    /// <param name="values">At least one.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static AccountCondition AnyOf(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count > 0 ? new([.. values], isList: true) : throw new ArgumentException("A condition needs a value. Leave the key out to accept any.", nameof(values));
    }

    /// <summary>Equal conditions accept the same values in the same order with the same rank.</summary>
    /// <param name="other">Other condition.</param>
    public bool Equals(AccountCondition? other) => other is not null && IsExact == other.IsExact && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Values.Count, Values[0]);

    internal bool Accepts(string value)
    {
        foreach (var wanted in Values)
        {
            if (Fits(wanted, value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when one value could satisfy both conditions.</summary>
    internal bool Overlaps(AccountCondition other, Func<string, string, bool> related)
    {
        foreach (var mine in Values)
        {
            foreach (var theirs in other.Values)
            {
                if (Fits(mine, theirs.TrimEnd('*')) || Fits(theirs, mine.TrimEnd('*')) || related(mine, theirs))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Fits(string wanted, string value) =>
        wanted.EndsWith('*') ? value.StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.Ordinal) : string.Equals(wanted, value, StringComparison.Ordinal);
}
