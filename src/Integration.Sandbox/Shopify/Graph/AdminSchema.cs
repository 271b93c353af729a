using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser;
using GraphQLParser.AST;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>
/// The executable schema: the embedded definition with one resolver per field. It knows no shop (requests bring theirs), so it is
/// built once and shared.
/// </summary>
internal static class AdminSchema
{
    private static readonly string[] TextScalars = ["BigInt", "DateTime", "Decimal", "JSON", "Money", "URL", "UnsignedInt64"];

    private static readonly Lazy<ISchema> Built = new(Build);

    public static string Definition()
    {
        using var stream = typeof(AdminSchema).Assembly.GetManifestResourceStream("ErpSync.Sandbox.Shopify.Schema.admin.graphql")
            ?? throw new InvalidOperationException("The schema definition is not embedded in the assembly; rebuild it.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static ISchema Shared => Built.Value;

    private static Schema Build()
    {
        var definition = Definition();
        var builder = new OpenEnumSchemaBuilder();
        foreach (var type in Parser.Parse(definition).Definitions.OfType<GraphQLObjectTypeDefinition>())
        {
            var name = (string)type.Name.Value;
            builder.Types.For(name).IsTypeOfFunc = value => value is GraphNode node && node.TypeName == name;
        }

        var schema = builder.Build(definition);
        foreach (var name in TextScalars)
        {
            schema.RegisterType(new TextScalar(name));
        }

        schema.Initialize();
        foreach (var type in schema.AllTypes)
        {
            switch (type)
            {
                case IObjectGraphType objectType when !type.Name.StartsWith("__", StringComparison.Ordinal):
                    // Objects are told apart by name (below), not by asking every candidate; pages and edges are no nodes at all.
                    objectType.IsTypeOf = null;
                    foreach (var field in objectType.Fields)
                    {
                        field.Resolver = new FieldResolver(type.Name);
                    }

                    break;
                case IAbstractGraphType abstractType:
                    abstractType.ResolveType = value => value is GraphNode node ? schema.AllTypes[node.TypeName] as IObjectGraphType : null;
                    break;
                default:
                    break;
            }
        }

        return schema;
    }
}
