using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>
/// Headers of a large window by one bulk operation. Starting it yields a page without records whose checkpoint names the operation; until it is complete,
/// reading from that checkpoint yields the same page again, with the time to wait; then its result file is streamed in pages. Nothing here sleeps, and a waiting
/// that is no fault rests neither the connection nor its circuit.
/// </summary>
internal sealed class BulkOrders(ShopifyClient client, ShopifyOptions options, HttpClient http, TimeProvider time)
{
    private const string FilterWord = "__FILTER__";
    private const int LongestLine = 4096;
    private static readonly Operation Start = Operation.Load("bulk-start");
    private static readonly Operation Poll = Operation.Load("bulk-poll");
    private static readonly Operation Inner = Operation.Load("bulk-orders");

    public static bool IsBulk(Checkpoint? after) => after is { } checkpoint && Checkpoints.Read(checkpoint).Text("bulk") is not null;

    /// <summary>Asks how much the window holds; only a reading that does not go on from a checkpoint is large enough to be worth it.</summary>
    public async Task<bool> IsWorthItAsync(ReadRequest request, CancellationToken ct)
    {
        if (options.BulkThreshold == 0 || request.After is not null)
        {
            return false;
        }

        using var reply = await client.QueryAsync(
            OrderOperations.Count,
            writer =>
            {
                writer.WriteString("query", ChangeFeed.Filter(request.From, request.To));
                writer.WriteNumber("limit", options.BulkThreshold);
            },
            ct);
        return reply.Data.Object("ordersCount")?.Number("count") >= options.BulkThreshold;
    }

    public async IAsyncEnumerable<(IReadOnlyList<Header> Headers, Checkpoint Next, TimeSpan? ContinueAfter)> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var state = request.After is { } after ? Checkpoints.Read(after) : (JsonElement?)null;
        if (state?.Text("bulk") is not { } operation)
        {
            var startedAt = time.GetUtcNow();
            operation = await StartAsync(ChangeFeed.Filter(request.From, request.To), ct);
            yield return ([], At(operation, 0, startedAt), options.BulkPollInterval);
            yield break;
        }

        var done = state.Value.Whole("line") ?? 0;
        var started = state.Value.Instant("started") ?? time.GetUtcNow();
        var (isRunning, url) = await ResultAsync(operation, ct);
        if (isRunning)
        {
            yield return ([], At(operation, done, started), options.BulkPollInterval);
            yield break;
        }

        var end = new FeedPosition(started - options.Overlap, 0, started - options.Overlap).ToCheckpoint("orders");
        if (url is null)
        {
            yield return ([], end, null);
            yield break;
        }

        var pageSize = Math.Clamp(request.PageSizeHint ?? options.OrderPageSize, 1, options.OrderPageSize);
        var page = new List<Header>(pageSize);
        var line = 0L;
        await foreach (var header in LinesAsync(url, ct))
        {
            line++;
            if (line <= done)
            {
                continue;
            }

            if (!(header.UpdatedAt < request.From) && !(header.UpdatedAt >= request.To))
            {
                page.Add(header);
            }

            if (page.Count == pageSize)
            {
                yield return (page.ToArray(), At(operation, line, started), null);
                page.Clear();
            }
        }

        yield return (page, end, null);
    }

    /// <summary>The inner document with its filter; backslash and quote are escaped for the string literal they end up in.</summary>
    internal static string InnerText(string filter) =>
        Inner.Text.Replace(FilterWord, JsonEncodedText.Encode(filter, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal);

    private async Task<string> StartAsync(string filter, CancellationToken ct)
    {
        GraphReply reply;
        try
        {
            reply = await client.MutateAsync(Start, writer => writer.WriteString("query", InnerText(filter)), ct);
        }
        catch (UnknownOutcomeException exception)
        {
            // A second operation costs the shop nothing but work; nothing is changed by it.
            throw new ConnectorException(exception.Fault, exception);
        }

        using (reply)
        {
            var payload = reply.Data.Object("bulkOperationRunQuery");
            if (payload?.Object("bulkOperation")?.Filled("id") is { } id)
            {
                return id;
            }

            var error = payload?.List("userErrors").FirstOrDefault() ?? default;
            throw new ConnectorException(error.Text("code") is "OPERATION_IN_PROGRESS" or "LIMIT_REACHED"
                ? new Fault(FaultKind.Transient, "shopify.bulk-slots", "All bulk operations this app may run at once are running.") { RetryAfter = options.BulkPollInterval }
                : new Fault(FaultKind.Invalid, "shopify.bulk-refused", $"Shopify refused the bulk operation: {GraphErrors.Clean(error.Text("message"))}")
                {
                    Hint = "Set BulkThreshold to 0 to read in pages.",
                });
        }
    }

    /// <summary>Whether it still runs, and the address of its result; null when nothing matched.</summary>
    private async Task<(bool IsRunning, Uri? Result)> ResultAsync(string operation, CancellationToken ct)
    {
        using var reply = await client.QueryAsync(Poll, writer => writer.WriteString("id", operation), ct);
        var found = reply.Data.Object("bulkOperation");
        return found?.Text("status") switch
        {
            "COMPLETED" => (false, found?.Filled("url") is { } url ? new Uri(url, UriKind.Absolute) : null),
            "CREATED" or "RUNNING" or "CANCELING" => (true, null),
            var status => throw new ConnectorException(new Fault(
                FaultKind.Invalid, "shopify.bulk-failed", $"The bulk operation ended as {status ?? "gone"} ({found?.Text("errorCode") ?? "no reason given"}).")
            {
                Hint = "Forget the checkpoint of the flow (IErpSync.ForgetCheckpointAsync); a backfill begins anew when it is called again.",
            }),
        };
    }

    private async IAsyncEnumerable<Header> LinesAsync(Uri url, [EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException exception)
        {
            throw Lost(exception);
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                var fault = HttpFaults.Of(response, "bulk result", time.GetUtcNow());
                throw new ConnectorException(fault with { Kind = fault.Kind == FaultKind.Throttled ? FaultKind.Throttled : FaultKind.Transient });
            }

            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
            while (await NextLineAsync(reader, ct) is { } text)
            {
                if (text.Length > 0)
                {
                    yield return Parse(text);
                }
            }
        }
    }

    private static async Task<string?> NextLineAsync(StreamReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadLineAsync(ct);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw Lost(exception);
        }
    }

    private static Header Parse(string line)
    {
        try
        {
            if (line.Length <= LongestLine)
            {
                using var document = RemoteJson.Parse(Encoding.UTF8.GetBytes(line));
                if (document.RootElement.Filled("id") is { } id && document.RootElement.Instant("updatedAt") is { } updatedAt)
                {
                    return new Header(id, updatedAt);
                }
            }
        }
        catch (JsonException)
        {
        }

        throw new ConnectorException(new Fault(FaultKind.Transient, "shopify.bulk-unreadable", "The result of the bulk operation ends in the middle or is not what was asked for."));
    }

    private static ConnectorException Lost(Exception exception) =>
        new(new Fault(FaultKind.Transient, "shopify.connection-lost", "The connection broke while the result of the bulk operation was read."), exception);

    private static Checkpoint At(string operation, long line, DateTimeOffset started) => Checkpoints.Write(
        ("bulk", operation), ("line", line.ToString(CultureInfo.InvariantCulture)), ("started", Header.VersionOf(started)));
}
