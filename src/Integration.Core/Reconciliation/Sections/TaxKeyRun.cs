using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>What both tax sections share: sums by jurisdiction and code, and pairs of keys whose differences cancel out.</summary>
internal abstract class TaxKeyRun(ReconciliationSection section, RunContext context) : SectionRun(section, context)
{
    protected static string KeyOf(string jurisdiction, string code) => $"{jurisdiction}|{code}";

    protected int Age => Context.Age(Context.Scope.PeriodEnd);

    /// <summary>Each key, in order, with the first later one that fits and whose difference is the opposite.</summary>
    protected static IEnumerable<(TaxKey First, TaxKey Second)> Opposites(List<TaxKey> open, Func<TaxKey, TaxKey, bool> fits)
    {
        for (var i = 0; i < open.Count; i++)
        {
            var first = open[i];
            if (open.FindIndex(i + 1, second => second.Difference == -first.Difference && fits(first, second)) is var other and > 0)
            {
                yield return (first, open[other]);
                open.RemoveAt(other);
                open.RemoveAt(i--);
            }
        }
    }

    /// <summary>One break over two keys.</summary>
    protected ReconciliationBreak Pair(TaxKey first, TaxKey second, string subclass) =>
        Break(first.Key, BreakClass.Mapping, subclass, BreakAction.Remap, 0m, Context.BookUnit, Age, first.Key, second.Key) with { Amount = Math.Abs(first.Difference) };

    /// <summary>A match for each key that both sides have, and every break once.</summary>
    protected void Report(IEnumerable<TaxKey> keys, IReadOnlyDictionary<string, ReconciliationBreak> breaks)
    {
        var matched = new HashSet<ReconciliationBreak>(ReferenceEqualityComparer.Instance);
        foreach (var key in keys.Where(static key => key.HasBoth))
        {
            var itsBreak = breaks.GetValueOrDefault(key.Key);
            Findings.Match(Keyed(key.Key), itsBreak?.Class);
            if (itsBreak is not null)
            {
                matched.Add(itsBreak);
            }
        }

        foreach (var item in breaks.Values.Distinct<ReconciliationBreak>(ReferenceEqualityComparer.Instance))
        {
            if (matched.Contains(item))
            {
                Findings.Breaks.Add(item);
            }
            else
            {
                Findings.Loose(item);
            }
        }
    }
}
