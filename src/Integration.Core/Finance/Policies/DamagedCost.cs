namespace ErpSync.Finance.Policies;

/// <summary>What happens to the cost of goods that come back damaged.</summary>
public enum DamagedCost
{
    /// <summary>It moves to the write-off account. Default.</summary>
    WriteOff,

    /// <summary>It stays where it is.</summary>
    LeaveInCogs,
}
