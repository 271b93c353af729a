using System.Text.Json.Nodes;

namespace ErpSync.Conformance.Shopify;

/// <summary>Takes the rows out of every list that announces more of them.</summary>
internal static class GraphHollow
{
    public static string Of(string body)
    {
        var root = JsonNode.Parse(body)!;
        Walk(root);
        return root.ToJsonString();
    }

    private static void Walk(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                if (members["pageInfo"]?["hasNextPage"]?.GetValue<bool>() == true && members["nodes"] is JsonArray)
                {
                    members["nodes"] = new JsonArray();
                }

                foreach (var (_, child) in members)
                {
                    Walk(child);
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Walk(child);
                }

                break;
        }
    }
}
