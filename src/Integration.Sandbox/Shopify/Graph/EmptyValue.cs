using ErpSync.Sandbox.Shopify.State;
using GraphQL.Types;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>The emptiest value of a required type.</summary>
internal static class EmptyValue
{
    public static object? Of(IGraphType type, GraphNode? owner, string currency) => type switch
    {
        EnumerationGraphType options => options.Name == "CurrencyCode" ? currency : options.Values.First().Value,
        IntGraphType or FloatGraphType => 0,
        BooleanGraphType => false,
        ScalarGraphType scalar => scalar.Name switch
        {
            "DateTime" => owner?["updatedAt"] ?? owner?["createdAt"] ?? DateTimeOffset.UnixEpoch,
            "UnsignedInt64" => Gid.Tail(owner?.Id),
            "Decimal" or "Money" => 0m,
            "BigInt" => 0L,
            _ => "",
        },
        IObjectGraphType { Name: "MoneyBag" } => new MoneyRules(currency, currency, 1).Node(Bag.Zero),
        IObjectGraphType { Name: "MoneyV2" } => MoneyRules.Money(0, currency),
        IObjectGraphType named => new GraphNode(named.Name),
        _ => null,
    };
}
