namespace ErpSync.Demand;

/// <summary>What the dataset is built for.</summary>
public sealed record DemandSetup
{
    /// <summary>Channels by id.</summary>
    public required IReadOnlyDictionary<string, DemandChannel> Channels { get; init; }

    /// <summary>Items that differ from the defaults, by id.</summary>
    public IReadOnlyDictionary<string, DemandItem> Items { get; init; } = new Dictionary<string, DemandItem>(StringComparer.Ordinal);

    /// <summary>Names of the sources facts come from. Without any, every day is complete.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How demand is read from facts.</summary>
    public DemandPolicies Policies { get; init; } = new();

    /// <summary>Series that exist without any fact.</summary>
    public IReadOnlyList<DemandSeries> Series { get; init; } = [];

    internal DemandItem ItemOf(string id) => Items.GetValueOrDefault(id) ?? DemandItem.Ordinary;

    internal DemandChannel ChannelOf(string id) => Channels.GetValueOrDefault(id)
        ?? throw new ArgumentException($"Channel {id} is not in the demand setup. Add it with its time zone. Known: {string.Join(", ", Channels.Keys)}.");
}
