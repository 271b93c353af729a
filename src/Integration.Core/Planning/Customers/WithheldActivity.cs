namespace ErpSync.Planning.Customers;

/// <summary>What happened while there was no consent. It is never told later: consent does not reach back.</summary>
internal sealed record WithheldActivity
{
    /// <summary>Name of the link that keeps it.</summary>
    public const string MemoName = "memo/withheld";

    /// <summary>Names of the activities, see <see cref="ToldActivities"/>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The newest content that was withheld, or null.</summary>
    public ToldContent? Content { get; init; }
}
