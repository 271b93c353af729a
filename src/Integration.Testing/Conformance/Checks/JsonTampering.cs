using System.Text.Json.Nodes;

namespace ErpSync.Testing.Conformance;

/// <summary>Changes JSON answers the way a newer version of a target would.</summary>
internal static class JsonTampering
{
    public static string AddMember(string body) => Change(body, node => node["zzAddedLater"] = new JsonObject { ["a"] = 1 });

    public static string Remove(string body, string member) => Change(body, node => node.Remove(member));

    public static string NewWord(string body, string member) => Change(body, node =>
    {
        if (node[member] is JsonValue)
        {
            node[member] = "ADDED_LATER";
        }
    });

    private static string Change(string body, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(body);
        Walk(root, change);
        return root?.ToJsonString() ?? body;
    }

    private static void Walk(JsonNode? node, Action<JsonObject> change)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, child) in members.ToList())
                {
                    Walk(child, change);
                }

                change(members);
                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Walk(child, change);
                }

                break;
        }
    }
}
