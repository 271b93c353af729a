using System.Text.Json;

namespace ErpSync.Planning.Customers;

/// <summary>What was told of an order before, or withheld for good.</summary>
internal sealed class ToldActivities
{
    public const string Completed = "completed";
    public const string Updated = "updated";
    public const string Cancelled = "cancelled";
    private readonly HashSet<string> _names;

    private ToldActivities(HashSet<string> names, WithheldActivity withheld, ToldContent? latest)
    {
        _names = names;
        Withheld = withheld;
        Latest = latest;
    }

    public WithheldActivity Withheld { get; }

    /// <summary>The newest content of the order that was told or withheld; null before the first.</summary>
    public ToldContent? Latest { get; }

    public static string Refunded(string refundId) => $"refunded/{refundId}";

    public static ToldActivities Of(IReadOnlyList<WrittenRecord> written)
    {
        var withheld = written.FirstOrDefault(static record => record.Name == WithheldActivity.MemoName)?.Memo is { } memo
            ? JsonSerializer.Deserialize(memo, PlanningJson.Default.WithheldActivity)!
            : new WithheldActivity();
        var told = written.Where(static record => record.Name.StartsWith(LinkNames.ActivityPrefix, StringComparison.Ordinal)).ToArray();
        var contents = told.Select(static record => record.Memo).OfType<string>().Select(static text => JsonSerializer.Deserialize(text, PlanningJson.Default.ToldContent)!);
        return new ToldActivities(
            told.Select(static record => record.Name[LinkNames.ActivityPrefix.Length..]).Concat(withheld.Names).ToHashSet(StringComparer.Ordinal),
            withheld,
            (withheld.Content is { } content ? contents.Append(content) : contents).MaxBy(static one => one.Revision));
    }

    public bool Has(string name) => _names.Contains(name);
}
