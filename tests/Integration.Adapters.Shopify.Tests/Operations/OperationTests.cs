using System.IO.Compression;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;

namespace ErpSync.Adapters.Shopify.Tests.Operations;

public sealed partial class OperationTests
{
    public static TheoryData<string> Versions => ["2026-07", "2026-10"];

    public static IReadOnlyList<string> Names { get; } = [.. typeof(ShopifyConnector).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".graphql", StringComparison.Ordinal))
        .Select(name => name["ErpSync.Adapters.Shopify.Operations.".Length..^".graphql".Length])];

    [SharedDataTheory("data/shopify/schema")]
    [MemberData(nameof(Versions))]
    public async Task Every_document_validates_against_the_official_schema(string version)
    {
        using var schema = await LoadAsync(version);
        var problems = new List<string>();
        foreach (var name in Names)
        {
            var text = name == "bulk-orders" ? BulkOrders.InnerText("updated_at:>='2026-01-01T00:00:00Z'") : Operation.Load(name).Text;
            var document = Parser.Parse(text);
            var operation = document.Definitions.OfType<GraphQLParser.AST.GraphQLOperationDefinition>().Single();
            var result = await new DocumentValidator().ValidateAsync(new ValidationOptions { Schema = schema, Document = document, Operation = operation, Variables = GraphQL.Inputs.Empty, Extensions = GraphQL.Inputs.Empty });
            problems.AddRange(result.Errors.Where(error => error.GetType().Name is not "InvalidVariableError").Select(error => $"{name}: {error.Message}"));
        }

        Names.Should().HaveCountGreaterThan(30);
        problems.Should().BeEmpty();
    }

    [Fact]
    public void Mutations_are_told_from_queries()
    {
        Names.Where(name => Operation.Load(name).IsMutation).Should().BeEquivalentTo(
            "stock-set", "fulfilment-create", "webhook-create", "webhook-update", "webhook-delete", "bulk-start");
    }

    [Fact]
    public void The_filter_of_a_bulk_operation_cannot_leave_its_string()
    {
        BulkOrders.InnerText("a\" ) { id } } #\\").Should().Contain("query: \"a\\\" ) { id } } #\\\\\"");
    }

    private static async Task<Schema> LoadAsync(string version)
    {
        await using var file = File.OpenRead(SharedData.PathOf("data", "shopify", "schema", $"admin-{version}.graphql.gz"));
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        var text = await reader.ReadToEndAsync();
        var schema = Schema.For(text, builder =>
        {
            // Nothing is executed; the library only insists that abstract types could be resolved.
            foreach (var name in AbstractTypes().Matches(text).Select(match => match.Groups[1].Value))
            {
                builder.Types.For(name).ResolveType = _ => null!;
            }

            builder.IgnoreComments = true;
            builder.RunConfigurations = false;
        });
        foreach (var name in Scalars().Matches(text).Select(match => match.Groups[1].Value))
        {
            schema.RegisterType(new AnyScalar(name));
        }

        schema.Initialize();
        return schema;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:union|interface) (\w+)", System.Text.RegularExpressions.RegexOptions.Multiline)]
    private static partial System.Text.RegularExpressions.Regex AbstractTypes();

    [System.Text.RegularExpressions.GeneratedRegex(@"^scalar (\w+)", System.Text.RegularExpressions.RegexOptions.Multiline)]
    private static partial System.Text.RegularExpressions.Regex Scalars();

    private sealed class AnyScalar : ScalarGraphType
    {
        public AnyScalar(string name) => Name = name;

        public override object? ParseValue(object? value) => value;

        public override bool CanParseLiteral(GraphQLParser.AST.GraphQLValue value) => true;
    }
}
