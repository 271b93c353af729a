namespace ErpSync.Reconciliation.Matching;

/// <summary>Subsets with a wanted sum.</summary>
internal static class Subsets
{
    /// <summary>All subsets of <paramref name="least"/> to <paramref name="most"/> members whose amounts add up to <paramref name="sum"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> WithSum<T>(IReadOnlyList<T> items, Func<T, decimal> amount, decimal sum, int least, int most)
    {
        var found = new List<IReadOnlyList<T>>();
        var chosen = new Stack<T>();
        Choose(0, sum);
        return found;

        void Choose(int from, decimal rest)
        {
            if (chosen.Count >= least && rest == 0m)
            {
                found.Add([.. chosen.Reverse()]);
            }

            for (var i = from; i < items.Count && chosen.Count < most; i++)
            {
                chosen.Push(items[i]);
                Choose(i + 1, rest - amount(items[i]));
                chosen.Pop();
            }
        }
    }
}
