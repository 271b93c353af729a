namespace ErpSync.Inventory;

/// <summary>What <see cref="AllocationStrategy.MinSplits"/> does when no set of locations has everything.</summary>
public enum ShortStock
{
    /// <summary>Places as many units as possible.</summary>
    MaxFill,

    /// <summary>Places nothing.</summary>
    Fail,
}
