using System.Text.Json;
using System.Text.RegularExpressions;

namespace ErpSync.Adapters.BusinessCentral.Tests.Wire;

/// <summary>The published-source model of API v2.0: which sets, properties and actions exist.</summary>
internal sealed partial class ApiModel
{
    private readonly Dictionary<string, JsonElement> _sets = new(StringComparer.Ordinal);

    private ApiModel(JsonElement model)
    {
        foreach (var entity in model.GetProperty("entities").EnumerateArray().Concat(model.GetProperty("platformEntities").EnumerateArray()))
        {
            _sets[entity.GetProperty("entitySetName").GetString()!] = entity;
        }
    }

    public static ApiModel Load() => new(JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("data", "businesscentral", "bc-api-v2.0-model.json"))).RootElement.Clone());

    /// <summary>What of a request the model does not have; empty when all is known.</summary>
    public IReadOnlyList<string> Unknown(SentRequest request)
    {
        var problems = new List<string>();
        var marker = request.Path.IndexOf("/api/v2.0/", StringComparison.Ordinal);
        if (marker < 0)
        {
            return [$"{request.Path} is not under api/v2.0"];
        }

        string? set = null;
        foreach (var segment in request.Path[(marker + "/api/v2.0/".Length)..].Split('/'))
        {
            var name = segment.Split('(')[0];
            if (name.StartsWith("Microsoft.NAV.", StringComparison.Ordinal))
            {
                if (!_sets[set!].GetProperty("boundActions").EnumerateArray().Any(action => (action.ValueKind == JsonValueKind.String ? action.GetString() : action.GetProperty("name").GetString()) == name))
                {
                    problems.Add($"{set} has no action {name}");
                }
            }
            else if (!_sets.ContainsKey(name))
            {
                problems.Add($"there is no set {name}");
                return problems;
            }
            else
            {
                set = name;
            }
        }

        problems.AddRange(Fields(request.Query).Where(field => !HasField(set!, field)).Select(field => $"{set} has no property {field}"));
        if (Expand().Match(request.Query) is { Success: true } expand && !_sets.ContainsKey(expand.Groups[1].Value))
        {
            problems.Add($"{set} cannot expand {expand.Groups[1].Value}");
        }

        if (request.Body is { } body)
        {
            Body(set!, JsonDocument.Parse(body).RootElement, request.Method, problems);
        }

        return problems;
    }

    private void Body(string set, JsonElement body, string method, List<string> problems)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                if (!_sets.ContainsKey(property.Name))
                {
                    problems.Add($"{set} has no nested set {property.Name}");
                    continue;
                }

                foreach (var line in property.Value.EnumerateArray())
                {
                    Body(property.Name, line, method, problems);
                }
            }
            else if (!HasField(set, property.Name))
            {
                problems.Add($"{set} has no property {property.Name}");
            }
            else if (_sets[set].GetProperty("fields").EnumerateArray().First(field => field.GetProperty("name").GetString() == property.Name) is var field
                && field.TryGetProperty("editable", out var editable) && editable.ValueKind == JsonValueKind.False)
            {
                problems.Add($"{set}.{property.Name} is read-only");
            }
        }
    }

    private bool HasField(string set, string name) => _sets[set].GetProperty("fields").EnumerateArray().Any(field => field.GetProperty("name").GetString() == name);

    private static IEnumerable<string> Fields(string query) =>
        Option(query, "$select").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Concat(Option(query, "$orderby").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(1))
            .Concat(Comparison().Matches(Text().Replace(Option(query, "$filter"), "''")).Select(match => match.Groups[1].Value));

    private static string Option(string query, string name)
    {
        var start = query.IndexOf(name + "=", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var value = query[(start + name.Length + 1)..];
        var end = new[] { value.IndexOf("&$", StringComparison.Ordinal), value.IndexOf("&aid=", StringComparison.Ordinal) }.Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        return end < 0 ? value : value[..end];
    }

    [GeneratedRegex(@"\$expand=([A-Za-z]+)")]
    private static partial Regex Expand();

    [GeneratedRegex(@"([A-Za-z0-9]+) (?:eq|ne|gt|ge|lt|le) ")]
    private static partial Regex Comparison();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Text();
}
