namespace ErpSync.Inventory;

/// <summary>How the locations that ship an order are chosen.</summary>
public sealed record AllocationPolicy
{
    /// <summary>Default <see cref="AllocationStrategy.Priority"/>.</summary>
    public IAllocationStrategy Strategy { get; init; } = AllocationStrategy.Priority;

    /// <summary>For <see cref="AllocationStrategy.MinSplits"/>. Default <see cref="ShortStock.MaxFill"/>.</summary>
    public ShortStock WhenShort { get; init; }

    /// <summary>For <see cref="AllocationStrategy.Proportional"/>: weight of a location, one that is not listed has none; null takes the free stock.</summary>
    public IReadOnlyDictionary<string, decimal>? Weights { get; init; }

    /// <summary>Constraints.</summary>
    public AllocationConstraints Constraints { get; init; } = new();
}
