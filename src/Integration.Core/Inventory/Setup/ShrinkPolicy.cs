namespace ErpSync.Inventory;

/// <summary>What happens to allocations when stock turns out to be less than allocated.</summary>
public enum ShrinkPolicy
{
    /// <summary>It is reported, nothing moves.</summary>
    Report,

    /// <summary>The least urgent allocations move to other locations.</summary>
    Reallocate,
}
