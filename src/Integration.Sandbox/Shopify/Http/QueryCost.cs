using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ErpSync.Sandbox.Shopify.Http;

/// <summary>
/// What an operation asks for in points, by the formula derived from recorded costs: a connection of n costs
/// 2 + max(1, floor(2 ln n)) × (1 + its nodes' objects), any other object 1, scalars and money 0, a mutation 10, a root count 10.
/// </summary>
internal sealed class QueryCost(ISchema schema, GraphQLDocument document, Inputs? variables)
{
    public const int MaxCost = 1_000;
    private const int MutationCost = 10;
    private const int CountCost = 10;
    private const int MaxDepth = 40;

    public int Of(GraphQLOperationDefinition operation)
    {
        var root = operation.Operation == OperationType.Mutation ? schema.Mutation : schema.Query;
        return root is null ? 0 : Selections(operation.SelectionSet, root, operation.Operation == OperationType.Mutation ? MutationCost : 0, isRoot: true, 0);
    }

    private int Selections(GraphQLSelectionSet? set, IGraphType type, int perField, bool isRoot, int depth)
    {
        if (set is null || depth > MaxDepth)
        {
            return 0;
        }

        var sum = 0;
        var alternatives = 0;
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    sum += perField + Field(field, type, isRoot, perField > 0, depth);
                    break;
                case GraphQLInlineFragment inline:
                    alternatives = Math.Max(alternatives, Selections(inline.SelectionSet, Condition(inline.TypeCondition) ?? type, perField, isRoot, depth + 1));
                    break;
                case GraphQLFragmentSpread spread when document.Definitions.OfType<GraphQLFragmentDefinition>()
                    .FirstOrDefault(candidate => candidate.FragmentName.Name.Value == spread.FragmentName.Name.Value) is { } fragment:
                    sum += Selections(fragment.SelectionSet, Condition(fragment.TypeCondition) ?? type, perField, isRoot, depth + 1);
                    break;
                default:
                    break;
            }
        }

        return sum + alternatives;
    }

    private int Field(GraphQLField field, IGraphType type, bool isRoot, bool isPayload, int depth)
    {
        var name = (string)field.Name.Value;
        var definition = (type as IComplexGraphType)?.Fields.Find(name);
        var inner = definition?.ResolvedType?.GetNamedType();
        if (inner is null or ScalarGraphType)
        {
            return 0;
        }

        if (inner.Name is "MoneyBag" or "MoneyV2" or "PageInfo" || name == "userErrors")
        {
            return 0;
        }

        if (inner.Name == "Count" && isRoot)
        {
            return CountCost;
        }

        var children = Selections(field.SelectionSet, inner, 0, isRoot: false, depth + 1);
        if (inner.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            var size = Argument(field, "first") ?? Argument(field, "last") ?? 0;
            return size <= 0 ? 2 : 2 + (Math.Max(1, (int)Math.Floor(2 * Math.Log(size))) * (1 + children));
        }

        var isPlumbing = isPayload || inner.Name.EndsWith("Edge", StringComparison.Ordinal)
            || (type.Name.EndsWith("Connection", StringComparison.Ordinal) && name == "nodes")
            || (type.Name.EndsWith("Edge", StringComparison.Ordinal) && name == "node");
        return isPlumbing ? children : 1 + children;
    }

    private IGraphType? Condition(GraphQLTypeCondition? condition) => condition is null ? null : schema.AllTypes[(string)condition.Type.Name.Value];

    private int? Argument(GraphQLField field, string name)
    {
        var value = field.Arguments?.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
        return value switch
        {
            GraphQLIntValue number when int.TryParse(number.Value, out var literal) => literal,
            GraphQLVariable variable => Variable((string)variable.Name.Value),
            _ => null,
        };
    }

    private int? Variable(string name)
    {
        if (variables?.TryGetValue(name, out var value) == true && value is int number)
        {
            return number;
        }

        var fallback = document.Definitions.OfType<GraphQLOperationDefinition>()
            .SelectMany(operation => operation.Variables ?? Enumerable.Empty<GraphQLVariableDefinition>())
            .FirstOrDefault(definition => definition.Variable.Name.Value == name)?.DefaultValue;
        return fallback is GraphQLIntValue literal && int.TryParse(literal.Value, out var parsed) ? parsed : null;
    }
}
