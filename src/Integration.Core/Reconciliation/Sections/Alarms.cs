using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Sections;

/// <summary>What should make somebody look although every item is classified.</summary>
internal static class Alarms
{
    public static IReadOnlyList<ReconciliationAlarm> Of(IEnumerable<ReconciliationBreak> breaks, ReconciliationSettings settings)
    {
        var roundings = breaks.Where(static item => item.Class == BreakClass.Rounding && item.Status != BreakStatus.NoActionNeeded).ToList();
        var alarms = new List<ReconciliationAlarm>();
        if (settings.AutoResolve.IsEnabled && roundings.Exists(static item => item.Status == BreakStatus.Open))
        {
            alarms.Add(ReconciliationAlarm.RoundingCapExceeded);
        }

        var up = roundings.Count(static item => item.Difference > 0m);
        var sameSign = Math.Max(up, roundings.Count - up);
        if (roundings.Count > 0 && roundings.Count >= settings.RoundingTrend.MinCount && sameSign * 100m >= settings.RoundingTrend.SameSignPercent * roundings.Count)
        {
            alarms.Add(ReconciliationAlarm.RoundingTrend);
        }

        return alarms;
    }
}
