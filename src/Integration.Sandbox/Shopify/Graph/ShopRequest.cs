using ErpSync.Sandbox.Shopify.Search;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>What is known about the request being answered.</summary>
internal sealed class ShopRequest(ShopState shop, RootFields roots)
{
    private const string Key = "shop-request";
    private long _asked;
    private long _had;

    public ShopState Shop { get; } = shop;

    public RootFields Roots { get; } = roots;

    /// <summary>Lists answer as of this instant; null for now.</summary>
    public DateTimeOffset? ListsAsOf { get; init; }

    /// <summary>True inside a bulk operation, where lists are complete.</summary>
    public bool IsBulk { get; init; }

    /// <summary>True when writes are refused as stale although they are not.</summary>
    public bool RefusesWrites { get; init; }

    /// <summary>Warnings about search strings, for <c>extensions.search</c>.</summary>
    public List<object> Search { get; } = [];

    /// <summary>Notes how many entries a list was asked for and how many it had.</summary>
    public void CountPage(int asked, int had)
    {
        Interlocked.Add(ref _asked, asked);
        Interlocked.Add(ref _had, had);
    }

    /// <summary>What the request really used of its cost: pages that were not full are cheaper.</summary>
    public int ActualCost(int requested)
    {
        var asked = Interlocked.Read(ref _asked);
        return asked == 0 ? requested : Math.Clamp((int)Math.Ceiling(requested * (decimal)Math.Min(_had, asked) / asked), Math.Min(1, requested), requested);
    }

    public static ShopRequest Of(IResolveFieldContext context) => (ShopRequest)context.UserContext[Key]!;

    public Dictionary<string, object?> AsUserContext() => new() { [Key] = this };

    public SearchQuery? Parse(string? text, string root, IReadOnlyCollection<string> known)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var query = SearchQuery.Parse(text);
        foreach (var term in query.Unknown(known).Where(term => term.Field != "default"))
        {
            Search.Add(new Dictionary<string, object?>
            {
                ["path"] = new[] { root },
                ["query"] = text,
                ["parsed"] = new Dictionary<string, object?> { ["field"] = term.Field, ["match_all"] = term.Value },
                ["warnings"] = new[]
                {
                    new Dictionary<string, object?> { ["field"] = term.Field, ["message"] = "Invalid search field for this query.", ["code"] = "invalid_field" },
                },
            });
        }

        return query;
    }
}
