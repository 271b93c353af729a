using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Tax on the documents of the ERP against its tax account.</summary>
internal sealed class TaxLedgerRun(RunContext context) : TaxKeyRun(ReconciliationSection.TaxLedger, context)
{
    private readonly SortedDictionary<string, TaxKey> _keys = new(StringComparer.Ordinal);
    private readonly List<ManualTaxJournal> _journals = [];

    public override void Add(ReconciliationRecords slice)
    {
        foreach (var line in slice.ErpTaxLines)
        {
            Key(line).Expected += line.Amount;
        }

        foreach (var line in slice.LedgerTax)
        {
            Key(line).Found += line.Amount;
        }

        _journals.AddRange(slice.ManualJournals);
    }

    public override void Complete()
    {
        var breaks = new Dictionary<string, ReconciliationBreak>(StringComparer.Ordinal);
        var journals = _journals.ToLookup(static journal => KeyOf(journal.Jurisdiction, journal.Code));
        var open = _keys.Values.Where(static key => key.Difference != 0m).ToList();
        foreach (var key in open.FindAll(key => journals.Contains(key.Key) && journals[key.Key].Sum(static journal => journal.Amount) == key.Difference))
        {
            open.Remove(key);
            breaks[key.Key] = Break(
                key.Key, BreakClass.Override, BreakSubclasses.ManualJournal, Context.Settings.Ownership.Documents, key.Difference, Context.BookUnit, Age, journals[key.Key].Select(static journal => journal.Id));
        }

        foreach (var (first, second) in Opposites(open, static (_, _) => true))
        {
            breaks[first.Key] = breaks[second.Key] = Pair(first, second, BreakSubclasses.WrongAccount);
        }

        open.ForEach(key => breaks[key.Key] = Break(key.Key, BreakClass.Unexplained, BreakSubclasses.None, BreakAction.AskPerson, key.Difference, Context.BookUnit, Age));
        Report(_keys.Values, breaks);
        Findings.Totals.Add(new SectionTotal(Section, Context.BookUnit, _keys.Values.Sum(static key => key.Expected), _keys.Values.Sum(static key => key.Found)));
    }

    private TaxKey Key(BookedTaxLine line)
    {
        var key = KeyOf(line.Jurisdiction, line.Code);
        if (!_keys.TryGetValue(key, out var sums))
        {
            _keys.Add(key, sums = new TaxKey(line.Jurisdiction, line.Code) { HasBoth = true });
        }

        return sums;
    }
}
