using ErpSync.Sandbox.Shopify.State;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>
/// Answers every field of every object: looks the value up in the object, follows links, cuts pages. A value that an object
/// lacks (a recorded order that was read with fewer fields, say) is null, or the emptiest value the type allows.
/// </summary>
internal sealed class FieldResolver(string typeName) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var field = context.FieldDefinition;
        var request = ShopRequest.Of(context);
        var shop = request.Shop;
        if (shop.Options.DeniedFields.Count > 0 && shop.Options.DeniedFields.Contains(typeName + "." + field.Name))
        {
            throw new ShopError("ACCESS_DENIED", $"Access denied for {field.Name} field.", ("documentation", "https://shopify.dev/api/usage/access-scopes"));
        }

        return new(Complete(context, request, field.ResolvedType!, Raw(context, request.Roots, field.Name)));
    }

    private object? Raw(IResolveFieldContext context, RootFields roots, string name) => context.Source switch
    {
        ConnectionPage page => name switch
        {
            "nodes" => page.Items.Select(item => item.Node),
            "edges" => page.Items.Select(item => (object)item),
            "pageInfo" => page.PageInfo(),
            _ => null,
        },
        ConnectionItem item => name == "node" ? item.Node : ConnectionPage.Cursor(item),
        GraphNode node => roots.OfObject(typeName, name, node, context, out var answer) ? answer : node[name],
        _ => roots.Root(typeName, name, context),
    };

    private static object? Complete(IResolveFieldContext context, ShopRequest request, IGraphType type, object? value)
    {
        var shop = request.Shop;
        value = Follow(shop, value);
        var required = type is NonNullGraphType;
        var inner = required ? ((NonNullGraphType)type).ResolvedType! : type;
        if (inner is IObjectGraphType { Name: var name } && name.EndsWith("Connection", StringComparison.Ordinal))
        {
            return value switch
            {
                ConnectionPage page => page,
                IReadOnlyList<ConnectionItem> items => ConnectionPage.Cut(items, context, request.IsBulk),
                IEnumerable<object?> nodes => ConnectionPage.Cut(ConnectionPage.Numbered(nodes), context, request.IsBulk),
                null when required => ConnectionPage.Cut([], context, request.IsBulk),
                _ => value,
            };
        }

        if (inner is ListGraphType)
        {
            var list = value as System.Collections.IEnumerable;
            var items = list is null ? (required ? [] : null) : list.Cast<object?>().Select(item => Follow(shop, item));
            return items is not null && context.FieldDefinition.Arguments?.Find("first") is not null && context.GetArgument<int?>("first") is { } first
                ? items.Take(first)
                : items;
        }

        return value ?? (required ? EmptyValue.Of(inner, context.Source as GraphNode, shop.Options.Currency) : null);
    }

    private static object? Follow(ShopState shop, object? value) => value switch
    {
        Live live => Follow(shop, live.Read()),
        GraphRef link => shop.Find(link.Id),
        _ => value,
    };
}
