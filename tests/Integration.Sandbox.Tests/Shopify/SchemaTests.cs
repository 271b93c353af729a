using System.IO.Compression;
using ErpSync.Sandbox.Shopify;
using ErpSync.Sandbox.Shopify.Graph;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace ErpSync.Sandbox.Tests.Shopify;

/// <summary>The sandbox speaks nothing that the real shop does not speak.</summary>
public sealed class SchemaTests
{
    private static readonly SDLPrinter Printer = new();

    [SharedDataTheory("data/shopify/schema")]
    [InlineData("2026-07")]
    [InlineData("2026-10")]
    public async Task Sandbox_schema_is_a_subset_of_the_official_one(string version)
    {
        using var file = new GZipStream(File.OpenRead(SharedData.PathOf("data", "shopify", "schema", $"admin-{version}.graphql.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        var official = await ElementsAsync(await reader.ReadToEndAsync());
        var ours = await ElementsAsync(AdminSchema.Definition());

        var differences = ours.Where(element => !official.TryGetValue(element.Key, out var type) || type != element.Value)
            .Select(element => $"{element.Key}: {element.Value} – official: {official.GetValueOrDefault(element.Key, "(none)")}").ToArray();

        differences.Should().BeEmpty();
        ours.Count.Should().BeGreaterThan(1_000, "the subset must be worth something");
    }

    [SharedDataTheory("data/shopify/queries")]
    [MemberData(nameof(DraftedOperations))]
    public async Task Drafted_operation_is_understood(string file)
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);

        await ShouldBeValidAsync(client, await File.ReadAllTextAsync(SharedData.PathOf("data", "shopify", "queries", file)));
    }

    [Fact]
    public async Task Operations_of_the_adapter_are_understood()
    {
        var folder = Path.Combine(SharedData.CheckoutRoot!, "src", "Integration.Adapters.Shopify", "Operations");
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000_000 });
        using var client = new ShopClient(shop);

        using (new FluentAssertions.Execution.AssertionScope())
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.graphql"))
            {
                await ShouldBeValidAsync(client, await File.ReadAllTextAsync(file), Path.GetFileName(file));
            }
        }
    }

    public static TheoryData<string> DraftedOperations()
    {
        // Domains the sandbox leaves out: companies, draft orders, gift cards, staged uploads, edit sessions and payout details.
        string[] without = ["10e-", "10f-", "13c-", "14-", "14b-", "15b-", "16-"];
        var data = new TheoryData<string>();
        if (SharedData.Root is not null && Directory.Exists(SharedData.PathOf("data", "shopify", "queries")))
        {
            data.AddRange(Directory.EnumerateFiles(SharedData.PathOf("data", "shopify", "queries"), "*.graphql").Select(path => Path.GetFileName(path)!)
                .Where(name => !without.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToArray());
        }

        return data;
    }

    /// <summary>Missing variables and unknown ids are fine here; what does not fit the schema is not.</summary>
    private static async Task ShouldBeValidAsync(ShopClient client, string text, string because = "")
    {
        var document = Parser.Parse(text);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            using var response = await client.PostAsync(text, new { first = 5 }, operationName: (string?)operation.Name?.Value);
            using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            var problems = json.RootElement.TryGetProperty("errors", out var errors)
                ? errors.EnumerateArray().Where(error => error.Text("extensions.code") is { } code && code is not ("INVALID_VARIABLE" or "RESOURCE_NOT_FOUND" or "BAD_REQUEST"))
                    .Select(error => error.Text("message")).ToArray()
                : [];
            problems.Should().BeEmpty(because);
        }
    }

    /// <summary>Every element of a schema as text: fields and arguments with types and defaults, enum values, union members, interfaces.</summary>
    private static async Task<Dictionary<string, string>> ElementsAsync(string text)
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var definition in Parser.Parse(text).Definitions)
        {
            switch (definition)
            {
                case GraphQLObjectTypeDefinition type:
                    elements[(string)type.Name.Value] = "type";
                    await AddAsync((string)type.Name.Value, type.Fields, type.Interfaces);
                    break;
                case GraphQLInterfaceTypeDefinition type:
                    elements[(string)type.Name.Value] = "interface";
                    await AddAsync((string)type.Name.Value, type.Fields, type.Interfaces);
                    break;
                case GraphQLInputObjectTypeDefinition type:
                    elements[(string)type.Name.Value] = "input";
                    foreach (var field in type.Fields ?? Enumerable.Empty<GraphQLInputValueDefinition>())
                    {
                        elements[$"{type.Name.Value}.{field.Name.Value}"] = await ValueAsync(field);
                    }

                    break;
                case GraphQLEnumTypeDefinition type:
                    foreach (var value in type.Values ?? Enumerable.Empty<GraphQLEnumValueDefinition>())
                    {
                        elements[$"{type.Name.Value}.{value.Name.Value}"] = "enum value";
                    }

                    break;
                case GraphQLUnionTypeDefinition type:
                    foreach (var member in type.Types ?? Enumerable.Empty<GraphQLNamedType>())
                    {
                        elements[$"{type.Name.Value} = {member.Name.Value}"] = "union member";
                    }

                    break;
                case GraphQLScalarTypeDefinition type:
                    elements[(string)type.Name.Value] = "scalar";
                    break;
                case GraphQLDirectiveDefinition type when type.Name.Value == "idempotent":
                    elements["@idempotent"] = await ValueAsync(type.Arguments!.Single());
                    break;
                default:
                    break;
            }
        }

        return elements;

        async Task AddAsync(string owner, GraphQLFieldsDefinition? fields, GraphQLImplementsInterfaces? interfaces)
        {
            foreach (var item in interfaces ?? Enumerable.Empty<GraphQLNamedType>())
            {
                elements[$"{owner} : {item.Name.Value}"] = "interface";
            }

            foreach (var field in fields ?? Enumerable.Empty<GraphQLFieldDefinition>())
            {
                elements[$"{owner}.{field.Name.Value}"] = await PrintAsync(field.Type);
                foreach (var argument in field.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>())
                {
                    elements[$"{owner}.{field.Name.Value}({argument.Name.Value})"] = await ValueAsync(argument);
                }
            }
        }

        static async Task<string> ValueAsync(GraphQLInputValueDefinition value) =>
            await PrintAsync(value.Type) + (value.DefaultValue is null ? "" : " = " + await PrintAsync(value.DefaultValue));

        static async Task<string> PrintAsync(ASTNode node)
        {
            using var writer = new StringWriter();
            await Printer.PrintAsync(node, writer);
            return writer.ToString();
        }
    }
}
