using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;
using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Turns a parsed filter into a predicate and refuses what Business Central refuses.</summary>
internal sealed class FilterCompiler(ErpDatabase database, ErpEntity entity, bool newerSyntax)
{
    public ErpFilter Compile(FilterClause? clause)
    {
        if (clause is null)
        {
            return ErpFilter.All;
        }

        var equalities = new Dictionary<string, object>();
        CollectEqualities(clause.Expression, equalities);
        var value = Value(clause.Expression, nested: false);
        return new ErpFilter(row => value(row) is true, equalities);
    }

    private Func<ErpRow, object> Value(QueryNode node, bool nested)
    {
        switch (node)
        {
            case ConvertNode convert:
                return Value(convert.Source, nested);
            case ConstantNode constant:
                var literal = ErpValues.Normalize(constant.Value);
                return _ => literal;
            case SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } access:
                return Property(access.Property.Name);
            case BinaryOperatorNode binary:
                return Binary(binary, nested);
            case SingleValueFunctionCallNode call:
                return Function(call, nested);
            case InNode list when newerSyntax && list.Right is CollectionConstantNode values:
                var wanted = values.Collection.Select(item => ErpValues.Normalize(item.Value)).ToList();
                var tested = Value(list.Left, nested);
                return row => wanted.Exists(value => ErpValues.Compare(tested(row), value) == 0);
            default:
                throw ErpError.NotImplemented($"The query node '{node.Kind}' is not supported on an OData filter.");
        }
    }

    private Func<ErpRow, object> Property(string name)
    {
        var property = entity.Find(name)
            ?? throw ErpError.BadRequest($"Could not find a property named '{name}' on type '{ErpSchema.Namespace}.{entity.Name}'.");
        return property.Flow is { } flow ? row => flow(database, row) : row => row[name];
    }

    private Func<ErpRow, object> Binary(BinaryOperatorNode node, bool nested)
    {
        if (node.OperatorKind == BinaryOperatorKind.Or && Fields(node).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw ErpError.NotImplemented("The 'OR' operator is not supported on distinct fields on an OData filter.");
        }

        var left = Value(node.Left, nested);
        var right = Value(node.Right, nested);
        if (entity.Route == ErpRoute.Runtime && Constant(node.Right) is string pattern && pattern.EndsWith('*'))
        {
            return row => ((string)left(row)).StartsWith(pattern[..^1], StringComparison.Ordinal);
        }

        return node.OperatorKind switch
        {
            BinaryOperatorKind.And => row => left(row) is true && right(row) is true,
            BinaryOperatorKind.Or => row => left(row) is true || right(row) is true,
            BinaryOperatorKind.Equal => row => ErpValues.Compare(left(row), right(row)) == 0,
            BinaryOperatorKind.NotEqual => row => ErpValues.Compare(left(row), right(row)) != 0,
            BinaryOperatorKind.GreaterThan => row => ErpValues.Compare(left(row), right(row)) > 0,
            BinaryOperatorKind.GreaterThanOrEqual => row => ErpValues.Compare(left(row), right(row)) >= 0,
            BinaryOperatorKind.LessThan => row => ErpValues.Compare(left(row), right(row)) < 0,
            BinaryOperatorKind.LessThanOrEqual => row => ErpValues.Compare(left(row), right(row)) <= 0,
            _ => throw ErpError.NotImplemented($"The operator '{node.OperatorKind}' is not supported on an OData filter."),
        };
    }

    private Func<ErpRow, object> Function(SingleValueFunctionCallNode call, bool nested)
    {
        if (nested && !newerSyntax)
        {
            throw ErpError.NotImplemented("Nested functions are not supported on an OData filter.");
        }

        var arguments = call.Parameters.Select(parameter => Value(parameter, nested: true)).ToArray();
        string Text(int index, ErpRow row) => arguments[index](row) as string ?? "";
        return call.Name switch
        {
            "startswith" => row => Text(0, row).StartsWith(Text(1, row), StringComparison.Ordinal),
            "endswith" => row => Text(0, row).EndsWith(Text(1, row), StringComparison.Ordinal),
            "contains" => row => Text(0, row).Contains(Text(1, row), StringComparison.Ordinal),
#pragma warning disable CA1308 // tolower is the function the client asked for.
            "tolower" => row => Text(0, row).ToLowerInvariant(),
#pragma warning restore CA1308
            "toupper" => row => Text(0, row).ToUpperInvariant(),
            _ => throw ErpError.NotImplemented($"The function '{call.Name}' is not supported on an OData filter."),
        };
    }

    private static IEnumerable<string> Fields(QueryNode node) => node switch
    {
        ConvertNode convert => Fields(convert.Source),
        SingleValuePropertyAccessNode access => [access.Property.Name],
        BinaryOperatorNode binary => Fields(binary.Left).Concat(Fields(binary.Right)),
        SingleValueFunctionCallNode call => call.Parameters.SelectMany(Fields),
        InNode list => Fields(list.Left),
        _ => [],
    };

    private static void CollectEqualities(QueryNode node, Dictionary<string, object> found)
    {
        switch (node)
        {
            case ConvertNode convert:
                CollectEqualities(convert.Source, found);
                break;
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } both:
                CollectEqualities(both.Left, found);
                CollectEqualities(both.Right, found);
                break;
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal
                when Unwrap(equal.Left) is SingleValuePropertyAccessNode access && Constant(equal.Right) is { } value:
                found[access.Property.Name] = value;
                break;
        }
    }

    private static object? Constant(QueryNode node) => Unwrap(node) is ConstantNode constant ? ErpValues.Normalize(constant.Value) : null;

    private static QueryNode Unwrap(QueryNode node) => node is ConvertNode convert ? Unwrap(convert.Source) : node;
}
