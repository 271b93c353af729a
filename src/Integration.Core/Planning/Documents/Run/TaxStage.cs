using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>The last lines of a document and its totals: the channel's tax, recomputed tax, the order's stated total.</summary>
internal static class TaxStage
{
    /// <summary>Completes the draft.</summary>
    /// <param name="run">The run.</param>
    /// <param name="draft">Draft with all other lines.</param>
    /// <param name="stated">What the shop states for the document, or null when there is nothing to compare.</param>
    /// <param name="totals">Tax and totals when nothing is held.</param>
    public static DocumentHold? Complete(PlanRun run, DocumentDraft draft, StatedTotal? stated, out DraftTotals totals)
    {
        totals = default;
        if (AddFacilitator(run, draft) is { } held)
        {
            return held;
        }

        var groups = Group(run, draft);
        if (run.Settings.TaxStrategy == TaxStrategy.Reconcile && Reconcile(run, draft, groups) is { } mismatch)
        {
            return mismatch;
        }

        var tax = groups.Sum(static group => group.Amount);
        if (stated is { } total && MatchTotal(run, draft, tax, total) is { } off)
        {
            return off;
        }

        var gross = Sum(draft) + (run.Order.TaxesIncluded ? 0m : tax);
        totals = new DraftTotals(
            groups.ConvertAll(group => new TaxTotal(group.Code, group.Rate, run.Money(group.Base), run.Money(group.Amount))),
            new DocumentTotals(run.Money(gross - tax), run.Money(tax), run.Money(gross)),
            run.Money(Tolerance(run, groups)));
        return null;
    }

    private static DocumentHold? AddFacilitator(PlanRun run, DocumentDraft draft)
    {
        if (draft.FacilitatorTax.Count == 0)
        {
            return null;
        }

        if (run.Order.TaxesIncluded)
        {
            return HoldFactory.FacilitatorIncluded(draft.Subject);
        }

        return run.Settings.FacilitatorMethod == FacilitatorMethod.GrossWash
            ? LineStage.AddRole(run, draft, AccountRole.FacilitatorTaxWash, draft.FacilitatorTotal)
            : null;
    }

    private static List<TaxGroup> Group(PlanRun run, DocumentDraft draft)
    {
        var included = run.Order.TaxesIncluded;
        var groups = new List<TaxGroup>();
        foreach (var line in draft.Lines)
        {
            decimal rates = 0m, taxes = 0m;
            foreach (var tax in line.Taxes)
            {
                rates += tax.Rate;
                taxes += tax.Amount;
            }

            for (var i = 0; i < line.Taxes.Length; i++)
            {
                var tax = line.Taxes[i];
                var group = groups.Find(known => known.Code == tax.Code && known.Rate == tax.Rate);
                if (group is null)
                {
                    groups.Add(group = new TaxGroup(tax.Code, tax.Rate));
                }

                group.Count++;
                group.Amount += tax.Amount;
                group.Exact += TaxBound.Exact(line.Amount, tax.Rate, rates, included);
                if (Array.FindIndex(line.Taxes, other => other.Code == tax.Code && other.Rate == tax.Rate) == i)
                {
                    group.Base += included ? line.Amount - taxes : line.Amount;
                    group.Displayed += line.Amount;
                    group.ExactOfLines += TaxBound.Exact(line.Amount, rates, rates, included);
                }
            }
        }

        return groups;
    }

    private static DocumentHold? Reconcile(PlanRun run, DocumentDraft draft, List<TaxGroup> groups)
    {
        var gap = 0m;
        var provable = true;
        foreach (var group in groups)
        {
            var recomputed = run.Currency.Round(group.Exact);
            var difference = group.Amount - recomputed;
            provable &= Math.Abs(difference) <= run.Currency.MinorUnit / 2m * (group.Count + 1);
            gap += difference;
            group.Amount = recomputed;
            if (run.Order.TaxesIncluded)
            {
                // The ERP takes its own tax out of the gross, so the base follows its tax and not the charged one.
                group.Base = group.Displayed - run.Currency.Round(group.ExactOfLines);
            }
        }

        if (!provable || Math.Abs(gap) > run.Settings.RoundingCapMinorUnits * run.Currency.MinorUnit)
        {
            return HoldFactory.DocumentTax(draft.Subject, run.Money(gap));
        }

        return run.Order.TaxesIncluded ? null : LineStage.AddRole(run, draft, AccountRole.RoundingDifference, gap);
    }

    private static DocumentHold? MatchTotal(PlanRun run, DocumentDraft draft, decimal tax, StatedTotal stated)
    {
        var gross = Sum(draft) + (run.Order.TaxesIncluded ? 0m : tax);
        var want = run.Settings.FacilitatorMethod == FacilitatorMethod.Net ? stated.Amount - draft.FacilitatorTotal : stated.Amount;
        var gap = want - gross;
        if (Math.Abs(gap) <= run.Settings.TotalToleranceMinorUnits * run.Currency.MinorUnit)
        {
            return LineStage.AddRole(run, draft, AccountRole.RoundingDifference, gap);
        }

        return stated.IsBinding ? HoldFactory.Total(draft.Subject, run.Money(gross), run.Money(want)) : null;
    }

    private static decimal Sum(DocumentDraft draft) => draft.Lines.Sum(static line => line.Amount) - draft.InvoiceDiscount;

    /// <summary>Each charged amount and each recomputed one was rounded once, by half a minor unit at most.</summary>
    private static decimal Tolerance(PlanRun run, List<TaxGroup> groups)
    {
        var roundings = groups.Sum(static group => group.Count + 1);
        return Math.Min(roundings / 2, run.Settings.RoundingCapMinorUnits) * run.Currency.MinorUnit;
    }

    private sealed class TaxGroup(string code, decimal rate)
    {
        public string Code { get; } = code;

        public decimal Rate { get; } = rate;

        public int Count { get; set; }

        public decimal Base { get; set; }

        public decimal Amount { get; set; }

        public decimal Exact { get; set; }

        public decimal Displayed { get; set; }

        public decimal ExactOfLines { get; set; }
    }
}
