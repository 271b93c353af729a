using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>One section of a run.</summary>
internal abstract class SectionRun(ReconciliationSection section, RunContext context)
{
    protected ReconciliationSection Section => section;

    protected RunContext Context => context;

    protected Findings Findings => context.Findings;

    public abstract void Add(ReconciliationRecords slice);

    public virtual void Complete()
    {
    }

    /// <summary>A match of one key that both sides have.</summary>
    protected ReconciliationMatch Keyed(string key) => new() { Section = section, Pass = 1, Source = [key], Target = [key] };

    /// <summary>A break of a section that compares by key.</summary>
    protected ReconciliationBreak Break(
        string key, BreakClass kind, string subclass, BreakAction action, decimal difference, BalanceUnit unit, int age, params IEnumerable<string> evidence) => new()
        {
            Section = section,
            Key = key,
            Class = kind,
            Subclass = subclass,
            Action = action,
            Amount = Math.Abs(difference),
            Difference = difference,
            Unit = unit,
            AgeDays = age,
            Status = kind == BreakClass.Timing ? BreakStatus.CarriedForward : BreakStatus.Open,
            Evidence = [.. evidence.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
}
