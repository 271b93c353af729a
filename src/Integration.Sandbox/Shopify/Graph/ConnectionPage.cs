using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>One page of a list by cursors. A cursor is base64 JSON of the last id and the last sort value, as in the real API.</summary>
internal sealed class ConnectionPage
{
    public const int MaxPageSize = 250;

    private ConnectionPage(IReadOnlyList<ConnectionItem> items, bool hasNext, bool hasPrevious)
    {
        Items = items;
        HasNext = hasNext;
        HasPrevious = hasPrevious;
    }

    public IReadOnlyList<ConnectionItem> Items { get; }

    public bool HasNext { get; }

    public bool HasPrevious { get; }

    /// <summary>Cuts the page that the arguments ask for out of a list in ascending order of keys.</summary>
    public static ConnectionPage Cut(IReadOnlyList<ConnectionItem> all, IResolveFieldContext context, bool unlimited = false)
    {
        var first = context.GetArgument<int?>("first");
        var last = context.GetArgument<int?>("last");
        if (!unlimited)
        {
            Check(context.FieldDefinition.Name, first, last);
        }

        var reverse = context.GetArgument<bool?>("reverse") == true;
        var items = reverse ? [.. all.Reverse()] : all;
        var start = 0;
        var end = items.Count;
        if (context.GetArgument<string?>("after") is { } after)
        {
            var key = Key(after);
            start = IndexAfter(items, key, reverse);
        }

        if (context.GetArgument<string?>("before") is { } before)
        {
            var key = Key(before);
            end = Math.Max(start, IndexAfter(items, key, reverse) - 1);
        }

        if (first is { } take)
        {
            end = Math.Min(end, start + take);
        }
        else if (last is { } tail)
        {
            start = Math.Max(start, end - tail);
        }

        ShopRequest.Of(context).CountPage(first ?? last ?? 0, end - start);
        return new ConnectionPage([.. items.Skip(start).Take(end - start)], end < items.Count, start > 0);
    }

    public static IReadOnlyList<ConnectionItem> Numbered(IEnumerable<object?> nodes) =>
        [.. nodes.Select((node, index) => new ConnectionItem(index.ToString("D9", CultureInfo.InvariantCulture), node))];

    public static string Cursor(ConnectionItem item) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        "{\"last_id\":" + Gid.Tail((item.Node as GraphNode)?.Id ?? (item.Node as GraphRef)?.Id).ToString(CultureInfo.InvariantCulture)
        + ",\"last_value\":\"" + item.Key + "\"}"));

    public object PageInfo() => new GraphNode("PageInfo")
    {
        ["hasNextPage"] = HasNext,
        ["hasPreviousPage"] = HasPrevious,
        ["startCursor"] = Items.Count == 0 ? null : Cursor(Items[0]),
        ["endCursor"] = Items.Count == 0 ? null : Cursor(Items[^1]),
    };

    private static void Check(string field, int? first, int? last)
    {
        if (first is null && last is null)
        {
            throw ShopError.BadRequest("you must provide one of first or last");
        }

        foreach (var (name, value) in new[] { ("first", first), ("last", last) })
        {
            if (value > MaxPageSize)
            {
                throw ShopError.BadRequest($"{name} cannot exceed {MaxPageSize} on field '{field}'");
            }

            if (value < 0)
            {
                throw ShopError.BadRequest($"{name} must not be negative on field '{field}'");
            }
        }
    }

    private static int IndexAfter(IReadOnlyList<ConnectionItem> items, string key, bool reverse)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(items[middle].Key, key);
            if (reverse ? order >= 0 : order <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The key that a cursor stands for.</summary>
    public static string Key(string cursor)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(cursor));
            return json.RootElement.GetProperty("last_value").GetString() ?? "";
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw ShopError.BadRequest($"Invalid cursor: '{cursor}'.");
        }
    }
}
