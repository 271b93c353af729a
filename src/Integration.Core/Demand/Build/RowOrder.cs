namespace ErpSync.Demand;

/// <summary>By series, ordinal, then by day: the order of every export.</summary>
internal sealed class RowOrder : IComparer<(string UniqueId, DateOnly Date)>
{
    public static RowOrder Instance { get; } = new();

    public int Compare((string UniqueId, DateOnly Date) x, (string UniqueId, DateOnly Date) y) =>
        string.CompareOrdinal(x.UniqueId, y.UniqueId) is var byId and not 0 ? byId : x.Date.CompareTo(y.Date);
}
