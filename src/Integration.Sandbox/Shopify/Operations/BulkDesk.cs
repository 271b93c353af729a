using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.Http;
using ErpSync.Sandbox.Shopify.Search;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Operations;

/// <summary>Bulk operations: the inner query really runs, its objects become lines of a file that the server hands out.</summary>
internal sealed class BulkDesk(ShopState shop)
{
    private const string Type = "BulkOperationRunQueryPayload";
    private const int MaxRunning = 5;

    private static readonly Dictionary<string, Func<GraphNode, object?>> Filters = new(StringComparer.Ordinal)
    {
        ["status"] = node => node["status"],
        ["operation_type"] = node => node["type"],
        ["created_at"] = node => node["createdAt"],
        ["id"] = node => Gid.Tail(node.Id),
    };

    private readonly ConcurrentDictionary<long, byte[]> _files = new();
    private readonly ConcurrentDictionary<long, GraphNode> _operations = new();

    /// <summary>The executor to run inner queries with; set once the schema exists.</summary>
    public GraphExecutor? Executor { get; set; }

    /// <summary>Where results are handed out; set once the server listens.</summary>
    public Uri? BaseAddress { get; set; }

    public void Register(RootFields roots)
    {
        roots.Mutation("bulkOperationRunQuery", Run);
        roots.Mutation("bulkOperationCancel", Cancel);
        roots.Query("bulkOperation", context => shop.Find(context.GetArgument<string>("id")));
        roots.Query("currentBulkOperation", _ => _operations.Values.OrderBy(operation => Gid.Tail(operation.Id)).LastOrDefault());
        roots.Query("bulkOperations", List);
    }

    public byte[]? File(string name) =>
        long.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? _files.GetValueOrDefault(id) : null;

    private ConnectionItem[] List(IResolveFieldContext context)
    {
        var query = ShopRequest.Of(context).Parse(context.GetArgument<string?>("query"), "bulkOperations", Filters.Keys);
        return [.. _operations.Values.Where(operation => query?.Matches(operation, Filters) != false)
            .Select(operation => new ConnectionItem(Gid.Tail(operation.Id).ToString("D19", CultureInfo.InvariantCulture), operation))
            .OrderBy(item => item.Key, StringComparer.Ordinal)];
    }

    private GraphNode Run(IResolveFieldContext context)
    {
        const string ErrorType = "BulkOperationUserError";
        var text = context.GetArgument<string>("query");
        var executor = Executor!;
        if (executor.Parse(text) is not { } document)
        {
            return Payload.Error(Type, ErrorType, "INVALID", "Invalid bulk query: syntax error.", "query");
        }

        if (new BulkRules(executor.Schema, document).Check() is { } problem)
        {
            return Payload.Error(Type, ErrorType, "INVALID", problem, "query");
        }

        var running = _operations.Values.Where(operation => operation["status"] is "CREATED" or "RUNNING").Select(operation => operation.Id).ToArray();
        if (running.Length >= MaxRunning)
        {
            return Payload.Error(Type, ErrorType, "OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress: " + string.Join(", ", running) + ".");
        }

        var operation = Operation(shop.NextId(), "CREATED", text, shop.Now());
        Publish(operation);
        var grouped = context.GetArgument<bool>("groupObjects");
        _ = CompleteAsync(operation, text, grouped);
        return new GraphNode(Type) { ["bulkOperation"] = operation };
    }

    private GraphNode Cancel(IResolveFieldContext context)
    {
        const string CancelType = "BulkOperationCancelPayload";
        var operation = _operations.GetValueOrDefault(Gid.Tail(context.GetArgument<string>("id")));
        if (operation is null || operation["status"] is not ("CREATED" or "RUNNING"))
        {
            return Payload.Error(CancelType, "UserError", null, "A bulk operation cannot be canceled when it is completed", "id");
        }

        var canceled = Copy(operation, ("status", "CANCELED"));
        Publish(canceled);
        return new GraphNode(CancelType) { ["bulkOperation"] = canceled };
    }

    private async Task CompleteAsync(GraphNode operation, string text, bool grouped)
    {
        await Task.Yield();
        if (shop.Options.BulkDuration > TimeSpan.Zero)
        {
            await Task.Delay(shop.Options.BulkDuration, shop.Options.Clock);
        }

        var id = Gid.Tail(operation.Id);
        if (_operations[id]["status"] is "CANCELED")
        {
            return;
        }

        var executor = Executor!;
        var result = await executor.RunAsync(text, executor.Parse(text), null, null, executor.Request(isBulk: true), CancellationToken.None);
        GraphNode done;
        if (result.Errors is { Count: > 0 })
        {
            done = Copy(operation, ("status", "FAILED"), ("errorCode", "INTERNAL_SERVER_ERROR"), ("completedAt", shop.Now()));
        }
        else
        {
            using var buffer = new MemoryStream();
            await executor.Serializer.WriteAsync(buffer, result);
            using var json = JsonDocument.Parse(buffer.ToArray());
            var lines = new BulkLines(grouped);
            lines.AddRoots(json.RootElement.GetProperty("data"));
            var file = lines.ToFile();
            _files[id] = file;
            done = Copy(
                operation,
                ("status", "COMPLETED"),
                ("completedAt", shop.Now()),
                ("objectCount", lines.Objects),
                ("rootObjectCount", lines.Roots),
                ("fileSize", (long)file.Length),
                ("url", lines.Objects == 0 ? null : new Uri(BaseAddress!, "bulk/" + id.ToString(CultureInfo.InvariantCulture) + ".jsonl").AbsoluteUri));
        }

        Publish(done);
        shop.Raise("bulk_operations/finish", done);
    }

    private void Publish(GraphNode operation)
    {
        _operations[Gid.Tail(operation.Id)] = operation;
        shop.Put(operation);
    }

    private static GraphNode Operation(long id, string status, string query, DateTimeOffset now) => new("BulkOperation")
    {
        ["id"] = Gid.Of("BulkOperation", id),
        ["status"] = status,
        ["type"] = "QUERY",
        ["query"] = query,
        ["createdAt"] = now,
        ["objectCount"] = 0L,
        ["rootObjectCount"] = 0L,
    };

    private static GraphNode Copy(GraphNode source, params (string Field, object? Value)[] changes)
    {
        var copy = new GraphNode(source.TypeName);
        foreach (var (field, value) in source.Fields)
        {
            copy[field] = value;
        }

        foreach (var (field, value) in changes)
        {
            copy[field] = value;
        }

        return copy;
    }
}
