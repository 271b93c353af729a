using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>
/// Lets words that the definition does not know out as they are: the real API adds members between versions, and answers of a newer version name them to clients that
/// were written before.
/// </summary>
internal sealed class OpenEnumSchemaBuilder : SchemaBuilder
{
    protected override EnumerationGraphType ToEnumerationType(GraphQLEnumTypeDefinition enumDef)
    {
        var known = base.ToEnumerationType(enumDef);
        var open = new OpenEnum { Name = known.Name, Description = known.Description, DeprecationReason = known.DeprecationReason };
        foreach (var value in known.Values)
        {
            open.Add(value);
        }

        return open;
    }

    private sealed class OpenEnum : EnumerationGraphType
    {
        public override object? Serialize(object? value) => value is string word && Values.FindByName(word) is null ? word : base.Serialize(value);
    }
}
