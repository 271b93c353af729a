using System.Text.Json;
using System.Text.Json.Nodes;
using ErpSync.Finance.Accounts;
using ErpSync.Golden.Runner;

namespace ErpSync.Golden.Finance;

/// <summary>Runs a mapping case: load the map, ask it, compare.</summary>
internal static class MappingCase
{
    public static string? Run(JsonElement content)
    {
        var (definition, queries) = new Node(content, "case").Read(static node =>
        {
            _ = node.Text("id");
            _ = node.OptionalText("title");
            _ = node.OptionalText("why");
            _ = node.Text("kind");
            _ = node.Get("expect");
            return (node.Child("given").Read(Definition), node.List("events", Query));
        });
        var load = new JsonArray();
        foreach (var problem in AccountMap.Check(definition))
        {
            load.Add(new JsonObject { ["code"] = problem.Code, ["rules"] = new JsonArray([.. problem.Rules.Select(static rule => JsonValue.Create(rule))]) });
        }

        var results = new JsonArray();
        if (load.Count == 0)
        {
            var map = AccountMap.Load(definition);
            foreach (var (id, query) in queries)
            {
                results.Add(Write(id, map.Resolve(query)));
            }
        }

        return JsonDifference.Find(content.GetProperty("expect"), new JsonObject { ["load"] = load, ["results"] = results }, "");
    }

    private static AccountMapDefinition Definition(Node node)
    {
        node.Child("company").Read(static company => (company.Text("id"), company.Text("functionalCurrency"), company.Text("timeZone")));
        return new AccountMapDefinition
        {
            Rules = node.List("rules", Rule),
            Chart = node.Has("chart") ? node.List("chart", Account) : null,
            Regions = node.Table("regions", static (value, _) => (IReadOnlyList<string>)[.. value.EnumerateArray().Select(static country => country.GetString()!)]),
            FallbackRoles = node.Table("fallbackRoles", static (value, _) => Role(value.GetString()!)).ToDictionary(static pair => Role(pair.Key), static pair => pair.Value),
            SuspenseAccount = node.OptionalText("suspenseAccount"),
        };
    }

    private static AccountRule Rule(Node node) => new()
    {
        Id = node.Text("id"),
        Role = node.Text("role"),
        Account = node.Text("account"),
        Match = node.Table("match", static (value, _) => value.ValueKind == JsonValueKind.Array
            ? AccountCondition.AnyOf([.. value.EnumerateArray().Select(static item => item.GetString()!)])
            : AccountCondition.Of(value.GetString()!)),
        Priority = node.OptionalWhole("priority") ?? 0,
        ValidFrom = node.OptionalDate("validFrom"),
        ValidTo = node.OptionalDate("validTo"),
        Dimensions = node.Table("dimensions", static (value, _) => value.GetString()!),
    };

    private static ChartAccount Account(Node node) => new()
    {
        Account = node.Text("account"),
        Class = node.Choice<AccountClass>("class"),
        Active = node.Flag("active", true),
        Postable = node.Flag("postable", true),
        ValidFrom = node.OptionalDate("validFrom"),
        ValidTo = node.OptionalDate("validTo"),
    };

    private static (string Id, AccountQuery Query) Query(Node node)
    {
        if (node.Text("type") != "resolve")
        {
            throw node.Error($"unknown event type '{node.Text("type")}'");
        }

        _ = node.OptionalDate("documentDate");
        return (node.Text("id"), new AccountQuery
        {
            Role = node.Choice<AccountRole>("role"),
            PostingDate = node.Date("postingDate"),
            Keys = node.Table("keys", static (value, _) => value.GetString()!),
            OriginalRule = node.OptionalChild("original")?.Read(static original => original.Text("rule")),
        });
    }

    private static JsonObject Write(string id, AccountAnswer answer)
    {
        var result = new JsonObject { ["event"] = id };
        if (answer.Problem is { } problem)
        {
            var exception = new JsonObject { ["code"] = problem, ["role"] = answer.Role.ToString() };
            Set(exception, "account", answer.Account);
            Set(exception, "rule", answer.Rule);
            result["exception"] = exception;
            return result;
        }

        result["account"] = answer.Account;
        Set(result, "rule", answer.Rule);
        Set(result, "fallbackRole", answer.FallbackRole?.ToString());
        Set(result, "suspense", answer.IsSuspense ? JsonValue.Create(true) : null);
        Set(result, "dimensions", answer.Dimensions.Count == 0 ? null : new JsonObject(answer.Dimensions.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))));
        return result;
    }

    private static AccountRole Role(string name) => Enum.Parse<AccountRole>(name);

    private static void Set(JsonObject target, string key, JsonNode? value)
    {
        if (value is not null)
        {
            target[key] = value;
        }
    }
}
