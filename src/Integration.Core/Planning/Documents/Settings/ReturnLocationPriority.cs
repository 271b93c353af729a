namespace ErpSync.Planning.Documents.Settings;

/// <summary>Where returned units are booked.</summary>
public enum ReturnLocationPriority
{
    /// <summary>Where they came back to when that is known and mapped, else the default return location. Default.</summary>
    OriginalThenDefault,

    /// <summary>Always the default return location.</summary>
    DefaultOnly,
}
