using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>Reads <c>policies</c>.</summary>
internal static class PolicyReader
{
    public static InventoryPolicies Read(Node node) => new()
    {
        Reservation = ReservationRule.At(node.Choice("trigger", ReservationTrigger.OrderPlaced)),
        Hold = node.OptionalChild("hold")?.Read(Hold) ?? new HoldPolicy(),
        IntentTimeToLive = Minutes(node, "intentTtlMinutes") ?? TimeSpan.FromMinutes(30),
        UnpaidTimeout = Minutes(node, "unpaidTimeoutMinutes"),
        Backorder = node.OptionalChild("backorder")?.Read(static backorder => Backorder(backorder, new BackorderPolicy())) ?? new BackorderPolicy(),
        Shortfall = node.Choice("shortfall", ShortfallPolicy.Manual),
        Preorders = node.Table("preorder", static (value, path) => new Node(value, path).Read(static preorder => new PreorderPolicy
        {
            GlobalLimit = preorder.OptionalNumber("globalLimit"),
            ChannelLimits = preorder.Find("channelLimits") is { } limits ? GivenReader.Numbers(limits) : new Dictionary<string, decimal>(),
            ReleaseAt = preorder.OptionalInstant("releaseAt"),
        })),
        Deficits = node.Choice("deficitMode", DeficitMode.Pool),
        NetInFlight = node.Flag("netInFlight", otherwise: true),
        OnShrink = node.Choice("onShrink", ShrinkPolicy.Report),
        Allocation = node.OptionalChild("allocation")?.Read(static allocation => Allocation(allocation, new AllocationPolicy())) ?? new AllocationPolicy(),
        AllocationAckTimeout = Minutes(node, "allocationAckTimeoutMinutes"),
        Snapshots = node.OptionalChild("snapshot")?.Read(static snapshot => new SnapshotPolicy
        {
            ClockSkew = Seconds(snapshot, "clockSkewSeconds"),
            MaxCommitLag = Seconds(snapshot, "maxCommitLagSeconds"),
            Quarantine = Minutes(snapshot, "quarantineMinutes") ?? TimeSpan.Zero,
            Overdue = Minutes(snapshot, "overdueMinutes"),
        }) ?? new SnapshotPolicy(),
        ParkTimeout = Minutes(node, "parkTimeoutMinutes") ?? TimeSpan.FromMinutes(60),
        StuckAfter = node.Table("stuckAfterMinutes", static (value, _) => Span(value, TimeSpan.TicksPerMinute))
            .ToDictionary(entry => Enum.Parse<ClaimState>(entry.Key), static entry => entry.Value),
        Drift = node.OptionalChild("drift")?.Read(static drift => new DriftPolicy
        {
            Action = drift.Choice("action", DriftAction.Revert),
            MaxReverts = drift.OptionalWhole("maxReverts") ?? 3,
            MaxStaleness = Minutes(drift, "maxStalenessMinutes") ?? TimeSpan.Zero,
        }) ?? new DriftPolicy(),
    };

    public static BackorderPolicy Backorder(Node node, BackorderPolicy general) => general with
    {
        Kind = node.Choice("kind", general.Kind),
        Limit = node.OptionalNumber("limit") ?? general.Limit,
        Days = node.OptionalWhole("days") ?? general.Days,
        Mode = node.Choice("mode", general.Mode),
    };

    /// <summary>Reads an allocation policy on top of another one.</summary>
    public static AllocationPolicy Allocation(Node node, AllocationPolicy general) => new()
    {
        Strategy = node.OptionalText("strategy") is { } name ? Strategy(node, name) : general.Strategy,
        WhenShort = node.Choice("whenShort", general.WhenShort),
        Weights = node.Find("weights") is { } weights ? GivenReader.Numbers(weights) : general.Weights,
        Constraints = node.OptionalChild("constraints")?.Read(static constraints => new AllocationConstraints
        {
            NoLineSplit = constraints.Flag("noLineSplit"),
            MaxShipments = constraints.OptionalWhole("maxShipments"),
            CollectionPoint = constraints.OptionalText("collectionPoint"),
            Exclude = constraints.Texts("exclude"),
            MinQuantityPerShipment = constraints.OptionalNumber("minQtyPerShipment"),
        }) ?? general.Constraints,
    };

    private static IAllocationStrategy Strategy(Node node, string name) => name switch
    {
        "Priority" => AllocationStrategy.Priority,
        "Nearest" => AllocationStrategy.Nearest,
        "HighestStock" => AllocationStrategy.HighestStock,
        "MinSplits" => AllocationStrategy.MinSplits,
        "Proportional" => AllocationStrategy.Proportional,
        "ErpDecides" => AllocationStrategy.ErpDecides,
        _ => throw node.Error($"'{name}' is no allocation strategy"),
    };

    private static HoldPolicy Hold(Node node)
    {
        var times = node.Find("ttlMinutes");
        var byClass = times is { ValueKind: JsonValueKind.Object } table
            ? table.EnumerateObject().ToDictionary(static entry => entry.Name, static entry => Span(entry.Value, TimeSpan.TicksPerMinute), StringComparer.Ordinal)
            : [];
        return new HoldPolicy
        {
            TimeToLive = times is { ValueKind: JsonValueKind.Number } one ? Span(one, TimeSpan.TicksPerMinute) : byClass.GetValueOrDefault("default", TimeSpan.FromMinutes(15)),
            TimeToLiveByClass = byClass,
            Sliding = node.Flag("sliding"),
            MaxUnitsPerSku = node.OptionalNumber("maxUnitsPerSku"),
            MaxLines = node.OptionalWhole("maxLines"),
        };
    }

    private static TimeSpan? Minutes(Node node, string key) => node.Find(key) is { } value ? Span(value, TimeSpan.TicksPerMinute) : null;

    private static TimeSpan Seconds(Node node, string key) => node.Find(key) is { } value ? Span(value, TimeSpan.TicksPerSecond) : TimeSpan.Zero;

    private static TimeSpan Span(JsonElement value, long ticks) => TimeSpan.FromTicks((long)(value.GetDecimal() * ticks));
}
