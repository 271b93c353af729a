using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Resolves roundings and realised exchange differences, in the order of the report, as long as the limits allow; one that does not fit is skipped.</summary>
internal static class AutoResolution
{
    public static ReconciliationBreak[] Apply(ReconciliationBreak[] breaks, AutoResolveLimits limits)
    {
        var resolved = new Dictionary<BalanceUnit, decimal>();
        var rounding = limits.RoundingUsed;
        for (var i = 0; i < breaks.Length && limits.IsEnabled; i++)
        {
            var item = breaks[i];
            var isRounding = item.Class == BreakClass.Rounding;
            if (item.Status == BreakStatus.NoActionNeeded || (!isRounding && !(item.Class == BreakClass.Amount && item.Subclass == BreakSubclasses.FxRate)))
            {
                continue;
            }

            var inRun = resolved.GetValueOrDefault(item.Unit) + item.Amount;
            if (item.Amount <= limits.PerItemCap && inRun <= limits.PerRunCap && (!isRounding || rounding + item.Amount <= limits.RoundingMonthlyCap))
            {
                resolved[item.Unit] = inRun;
                rounding += isRounding ? item.Amount : 0m;
                breaks[i] = item with { Status = BreakStatus.AutoResolved };
            }
        }

        return breaks;
    }
}
