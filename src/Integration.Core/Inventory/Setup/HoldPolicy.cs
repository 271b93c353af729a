namespace ErpSync.Inventory;

/// <summary>How long and how much a cart may hold.</summary>
public sealed record HoldPolicy
{
    /// <summary>Time a hold lives. Default 15 minutes.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The same for customer classes that differ.</summary>
    public IReadOnlyDictionary<string, TimeSpan> TimeToLiveByClass { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>True renews a line's time with every successful change of it. Default false.</summary>
    public bool Sliding { get; init; }

    /// <summary>Most base units of one SKU a cart may hold, or null.</summary>
    public decimal? MaxUnitsPerSku { get; init; }

    /// <summary>Most lines with held units in a cart, or null.</summary>
    public int? MaxLines { get; init; }

    /// <summary>Time a hold of this customer class lives.</summary>
    /// <param name="customerClass">Class, or null.</param>
    public TimeSpan For(string? customerClass) =>
        customerClass is not null && TimeToLiveByClass.TryGetValue(customerClass, out var time) ? time : TimeToLive;
}
