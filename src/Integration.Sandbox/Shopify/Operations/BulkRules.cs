using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>The rules for queries inside bulk operations: 1 to 5 connections, two levels deep, edges only, ids on parents.</summary>
internal sealed class BulkRules(ISchema schema, GraphQLDocument document)
{
    private const int MaxConnections = 5;
    private const int MaxDepth = 2;

    private int _connections;
    private string? _problem;

    /// <summary>What is wrong with the query, or null.</summary>
    public string? Check()
    {
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().SingleOrDefault();
        if (operation is not { Operation: OperationType.Query })
        {
            return "Bulk queries must contain exactly one query operation.";
        }

        if (operation.SelectionSet.Selections.OfType<GraphQLField>().Any(field => field.Name.Value == "node" || field.Name.Value == "nodes"))
        {
            return "Bulk queries cannot have top-level node or nodes fields.";
        }

        Visit(operation.SelectionSet, schema.Query, 0, inList: false);
        return _problem ?? (_connections == 0 ? "Bulk queries must contain at least one connection."
            : _connections > MaxConnections ? $"Bulk queries cannot contain more than {MaxConnections} connections."
            : null);
    }

    private void Visit(GraphQLSelectionSet? set, IGraphType type, int depth, bool inList)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    Field(field, type, set!, depth, inList);
                    break;
                case GraphQLInlineFragment inline:
                    Visit(inline.SelectionSet, inline.TypeCondition is null ? type : schema.AllTypes[(string)inline.TypeCondition.Type.Name.Value] ?? type, depth, inList);
                    break;
                default:
                    break;
            }
        }
    }

    private void Field(GraphQLField field, IGraphType type, GraphQLSelectionSet siblings, int depth, bool inList)
    {
        var definition = (type as IComplexGraphType)?.Fields.Find((string)field.Name.Value);
        if (definition?.ResolvedType is not { } resolved)
        {
            return;
        }

        var named = resolved.GetNamedType();
        if (type.Name.EndsWith("Connection", StringComparison.Ordinal) && field.Name.Value == "nodes")
        {
            _problem ??= "Bulk queries must use edges and node instead of nodes.";
        }

        var isConnection = named.Name.EndsWith("Connection", StringComparison.Ordinal);
        if (isConnection)
        {
            _connections++;
            _problem ??= inList ? "Queries that contain a connection field within a list field are not currently supported."
                : depth >= MaxDepth ? $"Bulk queries cannot contain connections nested deeper than {MaxDepth} levels."
                : depth > 0 && !siblings.Selections.OfType<GraphQLField>().Any(sibling => sibling.Name.Value == "id" && sibling.Alias is null)
                    ? $"The parent 'node' field for a nested connection must select the 'id' field without an alias (field '{field.Name.Value}')."
                    : null;
        }

        var isList = resolved is ListGraphType || (resolved is NonNullGraphType { ResolvedType: ListGraphType });
        Visit(field.SelectionSet, named, isConnection ? depth + 1 : depth, inList || (isList && !type.Name.EndsWith("Connection", StringComparison.Ordinal)));
    }
}
