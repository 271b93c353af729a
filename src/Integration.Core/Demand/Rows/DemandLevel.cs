namespace ErpSync.Demand;

/// <summary>Level of a series.</summary>
public enum DemandLevel
{
    /// <summary>An ordinary item, kits that contain it included.</summary>
    Component,

    /// <summary>A kit as such.</summary>
    Kit,
}
