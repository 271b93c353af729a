using System.Text.Json;
using System.Xml;

namespace ErpSync.Ownership;

/// <summary>An object of the configuration, read key by key; what is wrong is collected, not thrown, so that all of it is seen at once.</summary>
internal sealed class PolicyElement(JsonElement element, string path, List<string> errors)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public T Read<T>(Func<PolicyElement, T> read)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{path} must be an object.");
        }

        var result = read(this);
        if (element.ValueKind == JsonValueKind.Object)
        {
            errors.AddRange(element.EnumerateObject().Where(pair => !_read.Contains(pair.Name))
                .Select(pair => $"{path}.{pair.Name} is not known. Known keys: {string.Join(", ", _read)}."));
        }

        return result;
    }

    public string Required(string key) => Text(key) ?? Missing(key) ?? "";

    public string? Text(string key) => Find(key) is { } value ? TextOf(value, key) : null;

    public string? TextOf(JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(key, "a text");

    public IReadOnlyList<string> Texts(string key, bool required = false)
    {
        if (Find(key) is { } list)
        {
            return [.. Items(list, key).Select(item => TextOf(item, key) ?? "")];
        }

        if (required)
        {
            _ = Missing(key);
        }

        return [];
    }

    public IReadOnlyList<T> List<T>(string key, Func<PolicyElement, T> read) =>
        Find(key) is { } list ? [.. Items(list, key).Select((item, index) => new PolicyElement(item, $"{path}.{key}[{index}]", errors).Read(read))] : [];

    public T? Child<T>(string key, Func<PolicyElement, T> read)
        where T : class => Find(key) is { } child ? new PolicyElement(child, $"{path}.{key}", errors).Read(read) : null;

    public Dictionary<string, T> Table<T>(string key, Func<PolicyElement, string, JsonElement, T> read)
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        if (Find(key) is not { } found)
        {
            return table;
        }

        if (found.ValueKind != JsonValueKind.Object)
        {
            _ = Wrong<string>(key, "an object");
            return table;
        }

        foreach (var pair in found.EnumerateObject())
        {
            table.Add(pair.Name, read(this, $"{key}.{pair.Name}", pair.Value));
        }

        return table;
    }

    public bool? Flag(string key) => Find(key) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : WrongValue<bool>(key, "true or false");

    public int? Whole(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : WrongValue<int>(key, "a whole number, not negative");

    public decimal? Number(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var plain) && plain >= 0m ? plain
        : value.ValueKind == JsonValueKind.String && FieldValueJson.TryParseDecimal(value.GetString()!) is >= 0m and { } number ? number
        : WrongValue<decimal>(key, "a decimal as text, not negative");

    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return WrongValue<TimeSpan>(key, "an ISO 8601 duration such as PT15M or P1D");
        }
    }

    public T? Choice<T>(string key, bool required = false)
        where T : struct, Enum
    {
        if (Find(key) is { } value)
        {
            return ChoiceOf<T>(value, key);
        }

        if (required)
        {
            _ = Missing(key);
        }

        return null;
    }

    public T? ChoiceOf<T>(JsonElement value, string key)
        where T : struct, Enum =>
        value.ValueKind == JsonValueKind.String && Enum.GetNames<T>().Contains(value.GetString()) ? Enum.Parse<T>(value.GetString()!)
        : WrongValue<T>(key, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public RestrictionOrder? Order(string key) => Find(key) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.Array when value.EnumerateArray().All(static item => item.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)) =>
            RestrictionOrder.Of(value.EnumerateArray().Select(static item => FieldValueJson.Read(item))),
        JsonValueKind.String when value.GetString() == nameof(RestrictionOrder.Lowest) => RestrictionOrder.Lowest,
        JsonValueKind.String when value.GetString() == nameof(RestrictionOrder.Highest) => RestrictionOrder.Highest,
        _ => Wrong<RestrictionOrder>(key, "\"Lowest\", \"Highest\" or a list of values, most restrictive first"),
    };

    private JsonElement? Find(string key)
    {
        _read.Add(key);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private JsonElement.ArrayEnumerator Items(JsonElement list, string key)
    {
        if (list.ValueKind == JsonValueKind.Array)
        {
            return list.EnumerateArray();
        }

        _ = Wrong<string>(key, "a list");
        return default;
    }

    private string? Missing(string key)
    {
        errors.Add($"{path}.{key} is missing.");
        return null;
    }

    private T? Wrong<T>(string key, string want)
        where T : class
    {
        errors.Add($"{path}.{key} must be {want}.");
        return null;
    }

    private T? WrongValue<T>(string key, string want)
        where T : struct
    {
        errors.Add($"{path}.{key} must be {want}.");
        return null;
    }
}
