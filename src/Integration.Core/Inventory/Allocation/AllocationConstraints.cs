namespace ErpSync.Inventory;

/// <summary>What an allocation must respect, whatever the strategy.</summary>
public sealed record AllocationConstraints
{
    /// <summary>True ships a line from one location or not at all. Default false.</summary>
    public bool NoLineSplit { get; init; }

    /// <summary>Most locations in the result, or null.</summary>
    public int? MaxShipments { get; init; }

    /// <summary>Location where the customer collects: it is asked first. Null for none.</summary>
    public string? CollectionPoint { get; init; }

    /// <summary>Locations that are not used.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Least units, over all lines, for which a location is used; null for no limit.</summary>
    public decimal? MinQuantityPerShipment { get; init; }
}
