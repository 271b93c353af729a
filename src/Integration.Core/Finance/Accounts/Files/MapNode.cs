using System.Globalization;
using System.Text.Json;

namespace ErpSync.Finance.Accounts.Files;

/// <summary>A JSON object that is read completely: a name nobody asked for is an error.</summary>
internal sealed class MapNode
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public MapNode(JsonElement element, string path)
    {
        Path = path;
        _element = element.ValueKind == JsonValueKind.Object ? element : throw new AccountMapFormatException($"{path}: an object is wanted, found {element.ValueKind}.");
    }

    public string Path { get; }

    public static string Text(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new AccountMapFormatException($"'{place}': a text is wanted, found {value.ValueKind}. Put it into quotation marks.");

    public static IReadOnlyList<string> Texts(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Text(item, place))] : throw new AccountMapFormatException($"'{place}': a list is wanted, found {value.ValueKind}.");

    public T Read<T>(Func<MapNode, T> read)
    {
        var result = read(this);
        foreach (var property in _element.EnumerateObject().Where(property => !_read.Contains(property.Name)))
        {
            throw new AccountMapFormatException($"{Path}: '{property.Name}' is not known. Known here are {string.Join(", ", _read)}.");
        }

        return result;
    }

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name) => Find(name) is { } value ? Text(value, $"{Path}.{name}") : null;

    public string NeededText(string name) => Text(name) ?? throw new AccountMapFormatException($"{Path}: '{name}' is missing.");

    public int? Whole(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw new AccountMapFormatException($"{Path}.{name}: a whole number is wanted.");

    public bool? Flag(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new AccountMapFormatException($"{Path}.{name}: true or false is wanted."),
    };

    public DateOnly? Date(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new AccountMapFormatException($"{Path}.{name}: '{text}' is no date. Write it as 2026-01-31.");

    public IReadOnlyList<T> List<T>(string name, Func<MapNode, T> read) => Find(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select((item, index) => new MapNode(item, string.Create(CultureInfo.InvariantCulture, $"{Path}.{name}[{index}]")).Read(read))]
        : throw new AccountMapFormatException($"{Path}.{name}: a list is wanted.");

    public IEnumerable<JsonProperty> Entries(string name) => Find(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Object ? value.EnumerateObject()
        : throw new AccountMapFormatException($"{Path}.{name}: an object is wanted.");

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
