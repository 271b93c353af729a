namespace ErpSync.Demand;

/// <summary>A channel that sells.</summary>
public sealed record DemandChannel
{
    /// <summary>Time zone of its business day. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Node of the network it sells from. Default <c>MAIN</c>.</summary>
    public string Node { get; init; } = "MAIN";

    /// <summary>Local time of day it starts selling. Default midnight.</summary>
    public TimeSpan SellingFrom { get; init; } = TimeSpan.Zero;

    /// <summary>Local time of day it stops selling; 24 hours is the end of the day, earlier than the start means over midnight. Default 24 hours.</summary>
    public TimeSpan SellingUntil { get; init; } = TimeSpan.FromHours(24);
}
