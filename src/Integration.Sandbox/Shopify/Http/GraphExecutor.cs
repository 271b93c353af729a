using System.Collections.Concurrent;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace ErpSync.Sandbox.Shopify.Http;

/// <summary>Parses, validates and runs operations against the schema.</summary>
internal sealed class GraphExecutor(ISchema schema, ShopState shop, RootFields roots)
{
    private const int MaxCachedDocuments = 512;

    private readonly DocumentExecuter _executer = new();
    private readonly ConcurrentDictionary<string, GraphQLDocument> _documents = new(StringComparer.Ordinal);

    public ISchema Schema { get; } = schema;

    public GraphQLSerializer Serializer { get; } = new(new ShopErrorShape());

    /// <summary>A request about this shop.</summary>
    public ShopRequest Request(DateTimeOffset? listsAsOf = null, bool refusesWrites = false, bool isBulk = false) =>
        new(shop, roots) { ListsAsOf = listsAsOf, RefusesWrites = refusesWrites, IsBulk = isBulk };

    /// <summary>The parsed text, or null when it is no GraphQL; running it then gives the error to answer.</summary>
    public GraphQLDocument? Parse(string text)
    {
        if (_documents.TryGetValue(text, out var known))
        {
            return known;
        }

        try
        {
            var document = Parser.Parse(text);
            if (_documents.Count >= MaxCachedDocuments)
            {
                _documents.Clear();
            }

            return _documents[text] = document;
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException)
        {
            return null;
        }
    }

    public Task<ExecutionResult> RunAsync(
        string text, GraphQLDocument? document, string? operationName, Inputs? variables, ShopRequest request, CancellationToken cancellationToken) =>
        _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = Schema,
            Query = text,
            Document = document,
            OperationName = operationName,
            Variables = variables,
            UserContext = request.AsUserContext(),
            CancellationToken = cancellationToken,
        });
}
