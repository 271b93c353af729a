namespace ErpSync.Demand;

/// <summary>One series of demand.</summary>
/// <param name="Item">Item.</param>
/// <param name="Node">Node of the network.</param>
/// <param name="Channel">Channel.</param>
public sealed record DemandSeries(string Item, string Node, string Channel)
{
    /// <summary><c>item|node|channel</c>.</summary>
    public string UniqueId => $"{Item}|{Node}|{Channel}";

    /// <summary>Reads <c>item|node|channel</c>.</summary>
    /// <param name="uniqueId">The id.</param>
    /// <exception cref="FormatException">It has another shape.</exception>
    public static DemandSeries Parse(string uniqueId)
    {
        ArgumentNullException.ThrowIfNull(uniqueId);
        var parts = uniqueId.Split('|');
        return parts.Length == 3 ? new DemandSeries(parts[0], parts[1], parts[2]) : throw new FormatException($"'{uniqueId}' is no series. Write item|node|channel.");
    }
}
