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

    /// <summary>The objects that <c>nodes(ids:)</c> found, by id.</summary>
    public static Dictionary<string, JsonElement> ById(GraphReply reply) =>
        reply.Data.List("nodes").Where(node => node.Filled("id") is not null).DistinctBy(node => node.Text("id"), StringComparer.Ordinal)
            .ToDictionary(node => node.Text("id")!, StringComparer.Ordinal);
}
