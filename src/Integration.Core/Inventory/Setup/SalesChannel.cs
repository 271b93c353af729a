namespace ErpSync.Inventory;

/// <summary>A shop, marketplace or counter that sells from a pool.</summary>
public sealed record SalesChannel
{
    /// <summary>Name of its pool. Default <see cref="StockPool.DefaultName"/>.</summary>
    public string Pool { get; init; } = StockPool.DefaultName;

    /// <summary>Rules that turn the pool's figure into the published one, from left to right.</summary>
    public IReadOnlyList<IChannelRule> Rules { get; init; } = [];

    /// <summary>Unit in which it sells and publishes, or null for base units. Items without this unit are sold in base units.</summary>
    public string? Unit { get; init; }

    /// <summary>Which quantity the channel is told.</summary>
    public PublishedQuantity PublishAs { get; init; }

    /// <summary>Order in which channels with a quota are served; smaller first, then by name.</summary>
    public int Priority { get; init; }
}
