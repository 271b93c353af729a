namespace ErpSync.Finance.Policies;

/// <summary>What happens to a journal whose period is closed.</summary>
public enum ClosedPeriodPolicy
{
    /// <summary>It is posted as soon as a period takes it, marked as late. Default.</summary>
    NextOpenPeriod,

    /// <summary>Its event waits.</summary>
    Reject,

    /// <summary>It is posted there if the event carries the permission, otherwise its event waits.</summary>
    ForceWithPermission,
}
