using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Tax that the shop charged against tax on the documents of the ERP.</summary>
internal sealed class TaxRun(RunContext context) : TaxKeyRun(ReconciliationSection.Tax, context)
{
    private readonly SortedDictionary<string, TaxKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReconciliationBreak> _breaks = new(StringComparer.Ordinal);

    public override void Add(ReconciliationRecords slice)
    {
        var seller = slice.TaxLines.Where(static line => !line.IsFacilitated).Select(static line => (Key: KeyOf(line.Jurisdiction, line.Code), line.Document)).ToHashSet();
        var booked = slice.ErpTaxLines.Select(static line => (Key: KeyOf(line.Jurisdiction, line.Code), line.Document)).ToHashSet();
        foreach (var line in slice.TaxLines)
        {
            Add(line, booked);
        }

        foreach (var line in slice.ErpTaxLines)
        {
            var key = Key(line.Jurisdiction, line.Code);
            key.Found += line.Amount;
            key.FoundLines++;
            if (!seller.Contains((key.Key, line.Document)))
            {
                key.OnlyInErp.Add(line.Document, line.Amount);
            }
        }
    }

    public override void Complete()
    {
        foreach (var key in _keys.Values)
        {
            key.HasBoth = key.ExpectedLines > 0 && key.FoundLines > 0;
        }

        var open = _keys.Values.Where(static key => key.Difference != 0m).ToList();
        open.RemoveAll(Facilitator);
        var rounding = open.FindAll(IsRounding);
        open.RemoveAll(IsRounding);
        Pairs(open, static (first, second) => first.Jurisdiction == second.Jurisdiction);
        Pairs(open, static (first, second) => first.Code == second.Code);
        rounding.ForEach(key => Add(key, BreakClass.Rounding, BreakSubclasses.TaxLineRounding, BreakAction.PostRounding));
        open.ForEach(Rest);
        Report(_keys.Values, _breaks);
        Findings.Totals.Add(new SectionTotal(Section, Context.BookUnit, _keys.Values.Sum(static key => key.Expected), _keys.Values.Sum(static key => key.Found)));
    }

    private void Add(ShopTaxLine line, HashSet<(string Key, string Document)> booked)
    {
        var key = Key(line.Jurisdiction, line.Code);
        if (line.IsFacilitated)
        {
            key.Facilitated.Add(line.Document, line.Amount);
            return;
        }

        key.Expected += line.Amount;
        key.ExpectedLines++;
        if (Context.Settings.Facilitators.Any(scope => scope.Channel == line.Channel && scope.Jurisdictions.Contains(line.Jurisdiction)))
        {
            key.SellerInFacilitatorScope.Add(line.Document, line.Amount);
        }

        if (!booked.Contains((key.Key, line.Document)))
        {
            key.OnlyInShop.Add(line.Document, line.Amount);
        }
    }

    private bool Facilitator(TaxKey key)
    {
        var lines = key.SellerInFacilitatorScope.Explains(-key.Difference) ? key.SellerInFacilitatorScope
            : key.Facilitated.Explains(key.Difference) ? key.Facilitated
            : null;
        if (lines is not null)
        {
            Add(key, BreakClass.Mapping, BreakSubclasses.FacilitatorMisfiled, BreakAction.Remap, lines.Documents);
        }

        return lines is not null;
    }

    private bool IsRounding(TaxKey key) =>
        key.HasBoth && Math.Abs(key.Difference) <= Tolerance.Of(Context.MinorUnit(Context.BookUnit), key.ExpectedLines + key.FoundLines, Context.Settings.TaxRoundingCap);

    private void Pairs(List<TaxKey> open, Func<TaxKey, TaxKey, bool> fits)
    {
        foreach (var (first, second) in Opposites(open, fits))
        {
            _breaks[first.Key] = _breaks[second.Key] = Pair(first, second, BreakSubclasses.TaxCodeMismatch);
        }
    }

    private void Rest(TaxKey key)
    {
        if (key.OnlyInShop.Explains(-key.Difference))
        {
            Add(key, BreakClass.Missing, BreakSubclasses.NotPosted, BreakAction.Rerun, key.OnlyInShop.Documents);
        }
        else if (key.OnlyInErp.Explains(key.Difference))
        {
            Add(key, BreakClass.Missing, BreakSubclasses.OrphanInTarget, BreakAction.Investigate, key.OnlyInErp.Documents);
        }
        else
        {
            Add(key, BreakClass.Amount, BreakSubclasses.LineDiff, BreakAction.AskPerson);
        }
    }

    private void Add(TaxKey key, BreakClass kind, string subclass, BreakAction action, params IEnumerable<string> evidence) =>
        _breaks[key.Key] = Break(key.Key, kind, subclass, action, key.Difference, Context.BookUnit, Age, evidence);

    private TaxKey Key(string jurisdiction, string code)
    {
        var key = KeyOf(jurisdiction, code);
        if (!_keys.TryGetValue(key, out var sums))
        {
            _keys.Add(key, sums = new TaxKey(jurisdiction, code));
        }

        return sums;
    }
}
