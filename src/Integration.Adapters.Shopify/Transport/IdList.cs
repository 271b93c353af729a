using System.Text.Json;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Ids as asked for, and the GIDs they mean.</summary>
internal static class IdList
{
    public static (List<(string Asked, string Gid)> Known, List<TRecord> Unknown) Split<TRecord>(
        IEnumerable<string> ids, string type, DateTimeOffset now, string what, Func<string, DateTimeOffset, Fault, TRecord> make)
    {
        var known = new List<(string Asked, string Gid)>();
        var unknown = new List<TRecord>();
        foreach (var id in ids)
        {
            if (Gid.TryNormalise(type, id, out var gid))
            {
                known.Add((id, gid));
            }
            else
            {
                unknown.Add(make(id, now, new Fault(FaultKind.Invalid, "shopify.bad-id", $"'{GraphErrors.Clean(id)}' is not the id of an {what}.")
                {
                    Field = "id",
                    Hint = $"Use 'gid://shopify/{type}/123' or '123'.",
                }));
            }
        }

        return (known, unknown);
    }

    /// <summary>The objects that <c>nodes(ids:)</c> found, by id. What is not there is answered with null; anything else would read as deleted.</summary>
    /// <exception cref="ConnectorException">The answer has no place for each id, or an object without id.</exception>
    public static Dictionary<string, JsonElement> ById(GraphReply reply, int asked)
    {
        var nodes = reply.Data.List("nodes").ToArray();
        if (nodes.Length != asked || nodes.Any(node => node.ValueKind != JsonValueKind.Null && node.Filled("id") is null))
        {
            throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.nodes-differ", "Shopify answered other records than were asked for.")
            {
                Hint = "Set ApiVersion to a version this release was tested with, or update the package.",
            });
        }

        return nodes.Where(node => node.ValueKind != JsonValueKind.Null).DistinctBy(node => node.Text("id"), StringComparer.Ordinal)
            .ToDictionary(node => node.Text("id")!, StringComparer.Ordinal);
    }
}
