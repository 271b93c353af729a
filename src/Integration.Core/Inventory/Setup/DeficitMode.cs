namespace ErpSync.Inventory;

/// <summary>What a location that owes more than it has means for the pool.</summary>
public enum DeficitMode
{
    /// <summary>The other locations' units are not promised a second time.</summary>
    Pool,

    /// <summary>The other locations sell what they have.</summary>
    Isolate,
}
