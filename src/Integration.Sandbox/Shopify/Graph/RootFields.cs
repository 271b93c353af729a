using GraphQL;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>The fields that need more than a look into their object, by <c>Type.field</c>.</summary>
internal sealed class RootFields
{
    private readonly Dictionary<string, Func<IResolveFieldContext, object?>> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<GraphNode, IResolveFieldContext, object?>> _fields = new(StringComparer.Ordinal);

    public void Query(string field, Func<IResolveFieldContext, object?> answer) => _roots["QueryRoot." + field] = answer;

    public void Mutation(string field, Func<IResolveFieldContext, object?> answer) => _roots["Mutation." + field] = answer;

    public void Field(string type, string field, Func<GraphNode, IResolveFieldContext, object?> answer) => _fields[type + "." + field] = answer;

    public object? Root(string type, string field, IResolveFieldContext context) =>
        _roots.TryGetValue(type + "." + field, out var answer) ? answer(context) : null;

    public bool OfObject(string type, string field, GraphNode node, IResolveFieldContext context, out object? answer)
    {
        var known = _fields.TryGetValue(type + "." + field, out var read);
        answer = known ? read!(node, context) : null;
        return known;
    }
}
