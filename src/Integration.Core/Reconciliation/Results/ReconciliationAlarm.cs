namespace ErpSync.Reconciliation.Results;

/// <summary>What should make somebody look although every item is classified.</summary>
public enum ReconciliationAlarm
{
    /// <summary>A rounding difference stayed open because a limit was reached.</summary>
    RoundingCapExceeded,

    /// <summary>Roundings go one way.</summary>
    RoundingTrend,
}
