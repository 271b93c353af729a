using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Where a connection goes on.</summary>
internal static class PageEnd
{
    /// <summary>The cursor of the next page, or null at the end.</summary>
    /// <exception cref="ConnectorException">There is no connection, or it announces more without giving anything.</exception>
    public static string? NextCursor(JsonElement? connection, int rows, Operation operation)
    {
        if (connection is not { } found)
        {
            throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.connection-missing", $"The answer to '{operation.Name}' holds no list."));
        }

        if (found.Member("nodes") is null && found.Member("edges") is null)
        {
            throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.rows-missing", $"A list in the answer to '{operation.Name}' has no rows member."));
        }

        if (found.Object("pageInfo")?.Flag("hasNextPage") != true)
        {
            return null;
        }

        var cursor = found.Object("pageInfo")?.Filled("endCursor");
        return rows > 0 && cursor is not null
            ? cursor
            : throw new ConnectorException(new Fault(FaultKind.Transient, "shopify.empty-page", $"'{operation.Name}' announced more rows and gave none."));
    }
}
