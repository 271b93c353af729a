namespace ErpSync.Demand;

/// <summary>How the engine's facts become demand rows: <c>sync.Demand(demand => demand.Channel("shop-eu", new DemandChannel { TimeZone = berlin }))</c>.</summary>
public sealed class DemandOptions
{
    private readonly Dictionary<string, DemandChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DemandItem> _items = new(StringComparer.Ordinal);

    /// <summary>Channels by connection id of the shop.</summary>
    public IReadOnlyDictionary<string, DemandChannel> Channels => _channels;

    /// <summary>Items that differ from the defaults, by SKU.</summary>
    public IReadOnlyDictionary<string, DemandItem> Items => _items;

    /// <summary>How demand is read from facts.</summary>
    public DemandPolicies Policies { get; set; } = new();

    /// <summary>Describes a channel: time zone, selling hours, node.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    /// <param name="channel">What is known of it.</param>
    public DemandOptions Channel(string shop, DemandChannel channel)
    {
        ArgumentException.ThrowIfNullOrEmpty(shop);
        ArgumentNullException.ThrowIfNull(channel);
        _channels[shop] = channel;
        return this;
    }

    /// <summary>Describes an item: kit, units, first and last day, whether it is sold without stock.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="item">What is known of it.</param>
    public DemandOptions Item(string sku, DemandItem item)
    {
        ArgumentException.ThrowIfNullOrEmpty(sku);
        ArgumentNullException.ThrowIfNull(item);
        _items[sku] = item;
        return this;
    }
}
