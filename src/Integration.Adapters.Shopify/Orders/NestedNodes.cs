using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Pages of nested connections that were read after the first one, by owner and connection.</summary>
internal sealed class NestedNodes
{
    private readonly Dictionary<(string Owner, string Connection), List<JsonElement>> _more = [];

    public void Add(string owner, string connection, IEnumerable<JsonElement> nodes)
    {
        if (!_more.TryGetValue((owner, connection), out var list))
        {
            _more[(owner, connection)] = list = [];
        }

        list.AddRange(nodes);
    }

    /// <summary>All nodes of a connection: those on the owner, then the later pages.</summary>
    public IEnumerable<JsonElement> All(JsonElement owner, string connection)
    {
        var first = owner.Nodes(connection);
        return owner.Text("id") is { } id && _more.TryGetValue((id, connection), out var more) ? first.Concat(more) : first;
    }
}
