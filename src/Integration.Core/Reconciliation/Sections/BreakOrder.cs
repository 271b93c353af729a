using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Section, key, leg, class, subclass, evidence.</summary>
internal sealed class BreakOrder : IComparer<ReconciliationBreak>
{
    public static BreakOrder Instance { get; } = new();

    public int Compare(ReconciliationBreak? x, ReconciliationBreak? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var section = x.Section.CompareTo(y.Section);
        return section != 0 ? section
            : Texts([x.Key, x.Leg?.ToString() ?? "", x.Class.ToString(), x.Subclass], [y.Key, y.Leg?.ToString() ?? "", y.Class.ToString(), y.Subclass]) is not 0 and var order ? order
            : Texts(x.Evidence, y.Evidence);
    }

    /// <summary>Compares lists entry by entry, ordinally; the shorter one first.</summary>
    public static int Texts(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (string.CompareOrdinal(left[i], right[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
