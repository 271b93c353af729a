using System.Globalization;
using System.Text.Json;

namespace ErpSync.Golden.Runner;

/// <summary>A JSON object that is read completely: a key nobody asked for is an error, not something to ignore.</summary>
public sealed class Node
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public Node(JsonElement element, string path)
    {
        Path = path;
        _element = element.ValueKind == JsonValueKind.Object ? element : throw Error($"want an object, got {element.ValueKind}");
    }

    public string Path { get; }

    public IEnumerable<string> Keys => _element.EnumerateObject().Select(static property => property.Name);

    public bool Has(string key) => Find(key) is not null;

    /// <summary>Whether the key is written, even with null.</summary>
    public bool Names(string key)
    {
        _read.Add(key);
        return _element.TryGetProperty(key, out _);
    }

    /// <summary>True when the key is there and its value is null.</summary>
    public bool IsNull(string key)
    {
        _read.Add(key);
        return _element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Null;
    }

    public JsonElement? Find(string key)
    {
        _read.Add(key);
        return _element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public JsonElement Get(string key) => Find(key) ?? throw Error($"'{key}' is missing");

    public string Text(string key) => Get(key).GetString()!;

    public string? OptionalText(string key) => Find(key)?.GetString();

    public bool Flag(string key, bool otherwise = false) => Find(key)?.GetBoolean() ?? otherwise;

    public bool? OptionalFlag(string key) => Find(key)?.GetBoolean();

    public int Whole(string key) => Get(key).GetInt32();

    public int? OptionalWhole(string key) => Find(key)?.GetInt32();

    public long? OptionalLong(string key) => Find(key)?.GetInt64();

    /// <summary>An exact decimal, written as a string or as a number.</summary>
    public decimal Number(string key) => ParseNumber(Get(key));

    public decimal? OptionalNumber(string key) => Find(key) is { } value ? ParseNumber(value) : null;

    public DateTimeOffset Instant(string key) => ParseInstant(Text(key));

    public DateTimeOffset? OptionalInstant(string key) => OptionalText(key) is { } text ? ParseInstant(text) : null;

    public DateOnly Date(string key) => ParseDate(Text(key));

    public DateOnly? OptionalDate(string key) => OptionalText(key) is { } text ? ParseDate(text) : null;

    public TEnum Choice<TEnum>(string key, TEnum otherwise)
        where TEnum : struct, Enum => OptionalText(key) is { } text ? ParseChoice<TEnum>(text) : otherwise;

    public TEnum Choice<TEnum>(string key)
        where TEnum : struct, Enum => ParseChoice<TEnum>(Text(key));

    public Node Child(string key) => new(Get(key), $"{Path}.{key}");

    public Node? OptionalChild(string key) => Find(key) is { } value ? new Node(value, $"{Path}.{key}") : null;

    /// <summary>Objects of a list that may be absent, each read completely.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<Node, T> read) =>
        Find(key) is { } list
            ? [.. list.EnumerateArray().Select((item, index) => new Node(item, $"{Path}.{key}[{index}]").Read(read))]
            : [];

    public IReadOnlyList<string> Texts(string key) =>
        Find(key) is { } list ? [.. list.EnumerateArray().Select(static item => item.GetString()!)] : [];

    /// <summary>Entries of an object used as a table.</summary>
    public IReadOnlyDictionary<string, T> Table<T>(string key, Func<JsonElement, string, T> read)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        if (Find(key) is { } table)
        {
            foreach (var entry in table.EnumerateObject())
            {
                result.Add(entry.Name, read(entry.Value, $"{Path}.{key}.{entry.Name}"));
            }
        }

        return result;
    }

    /// <summary>Reads the object with a function that must ask for every key.</summary>
    public T Read<T>(Func<Node, T> read)
    {
        var result = read(this);
        Done();
        return result;
    }

    public void Done()
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
            {
                throw Error($"unknown key '{property.Name}'");
            }
        }
    }

    public GoldenFormatException Error(string what) => new($"{Path}: {what}");

    public static decimal ParseNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : decimal.Parse(value.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture);

    public static DateOnly ParseDate(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private TEnum ParseChoice<TEnum>(string text)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(text, ignoreCase: false, out var value) && Enum.IsDefined(value) ? value : throw Error($"'{text}' is no {typeof(TEnum).Name}");
}
