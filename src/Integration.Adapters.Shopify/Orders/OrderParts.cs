using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>
/// Everything that was read about the orders of one request: order nodes, later pages, refunds and returns. An order that changes between two of these
/// reads is noticed by its change time and must be read again.
/// </summary>
internal sealed class OrderParts(ShopifyClient client, ShopifyOptions options, GiftCardReader giftCards) : IDisposable
{
    private const int LongestList = 250;
    private const int RefundsPerRequest = 10;
    private readonly List<GraphReply> _replies = [];
    private readonly Dictionary<string, string> _changedAt = new(StringComparer.Ordinal);
    private readonly HashSet<string> _torn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldFaultException> _faults = new(StringComparer.Ordinal);

    public NestedNodes Nested { get; } = new();

    public Dictionary<string, List<JsonElement>> Refunds { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<JsonElement>> Returns { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<SoldCard>> GiftCards { get; } = new(StringComparer.Ordinal);

    public bool IsTorn(string order) => _torn.Contains(order);

    public FieldFaultException? FaultOf(string order) => _faults.GetValueOrDefault(order);

    public async Task<IReadOnlyList<(string Id, JsonElement? Node)>> LoadAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        var reply = await AskAsync(
            OrderOperations.ById,
            writer =>
            {
                Ids(writer, ids);
                writer.WriteBoolean("withFulfillmentOrders", options.ReadFulfillmentOrders);
            },
            ct);
        var nodes = reply.Data.Member("nodes") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == ids.Count
            ? list.EnumerateArray().ToArray()
            : throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.nodes-differ", "Shopify answered another number of orders than were asked for."));
        var found = ids.Select((id, at) => (Id: id, Node: nodes[at].Filled("id") is null ? (JsonElement?)null : nodes[at])).ToArray();
        foreach (var (id, node) in found)
        {
            if (node is { } order)
            {
                _changedAt[id] = order.Text("updatedAt") ?? "";
                await Guarded(id, () => CompleteOrderAsync(id, order, ct));
            }
        }

        await LoadRefundsAsync(found, ct);
        await LoadReturnsAsync(found, ct);
        await LoadGiftCardsAsync(found, ct);
        return found;
    }

    public void Dispose()
    {
        foreach (var reply in _replies)
        {
            reply.Dispose();
        }
    }

    private async Task CompleteOrderAsync(string id, JsonElement order, CancellationToken ct)
    {
        foreach (var list in (ReadOnlySpan<string>)["transactions", "refunds", "fulfillments"])
        {
            if (order.List(list).Count() >= LongestList)
            {
                throw TooLarge(list, LongestList);
            }
        }

        await RestAsync(id, order, "lineItems", OrderOperations.LinesPage, ct);
        await RestAsync(id, order, "shippingLines", OrderOperations.ShippingPage, ct);
        await RestAsync(id, order, "returns", OrderOperations.ReturnsPage, ct);
        foreach (var fulfilment in order.List("fulfillments"))
        {
            await RestAsync(id, fulfilment, "fulfillmentLineItems", OrderOperations.FulfillmentLinesPage, ct);
        }

        if (order.Object("paymentTerms") is { } terms)
        {
            await RestAsync(id, terms, "paymentSchedules", OrderOperations.SchedulesPage, ct);
        }

        await RestAsync(id, order, "fulfillmentOrders", OrderOperations.FulfillmentOrdersPage, ct);
        foreach (var work in Nested.All(order, "fulfillmentOrders").ToArray())
        {
            await RestAsync(id, work, "lineItems", OrderOperations.FulfillmentOrderLinesPage, ct);
        }
    }

    private async Task LoadRefundsAsync(IReadOnlyList<(string Id, JsonElement? Node)> orders, CancellationToken ct)
    {
        var wanted = orders.Where(order => order.Node is not null)
            .SelectMany(order => order.Node!.Value.List("refunds").Select(refund => (Order: order.Id, Refund: refund.Text("id") ?? ""))).ToArray();
        await foreach (var (order, refund) in PartsAsync(OrderOperations.Refunds, wanted, ct))
        {
            List(Refunds, order).Add(refund);
            await Guarded(order, async () =>
            {
                await RestAsync(order, refund, "refundLineItems", OrderOperations.RefundLinesPage, ct);
                await RestAsync(order, refund, "refundShippingLines", OrderOperations.RefundShippingPage, ct);
                await RestAsync(order, refund, "orderAdjustments", OrderOperations.RefundAdjustmentsPage, ct);
                await RestAsync(order, refund, "transactions", OrderOperations.RefundTransactionsPage, ct);
            });
        }
    }

    private async Task LoadReturnsAsync(IReadOnlyList<(string Id, JsonElement? Node)> orders, CancellationToken ct)
    {
        var wanted = orders.Where(order => order.Node is not null)
            .SelectMany(order => Nested.All(order.Node!.Value, "returns").Select(item => (Order: order.Id, Return: item.Text("id") ?? ""))).ToArray();
        await foreach (var (order, item) in PartsAsync(OrderOperations.Returns, wanted, ct))
        {
            List(Returns, order).Add(item);
            await Guarded(order, async () =>
            {
                await RestAsync(order, item, "returnLineItems", OrderOperations.ReturnLinesPage, ct);
                await RestAsync(order, item, "exchangeLineItems", OrderOperations.ExchangeLinesPage, ct);
            });
        }
    }

    private async Task LoadGiftCardsAsync(IReadOnlyList<(string Id, JsonElement? Node)> orders, CancellationToken ct)
    {
        foreach (var (id, node) in orders)
        {
            if (node is not { } order || !Refunds.TryGetValue(id, out var refunds) || order.Instant("createdAt") is not { } placedAt)
            {
                continue;
            }

            var sold = Nested.All(order, "lineItems").Where(line => line.Flag("isGiftCard") == true).ToArray();
            var isRefunded = sold.Length > 0 && refunds.SelectMany(refund => Nested.All(refund, "refundLineItems"))
                .Any(refunded => Array.Exists(sold, line => line.Text("id") == refunded.Object("lineItem")?.Text("id")));
            if (isRefunded)
            {
                await Guarded(id, async () => GiftCards[id] = await giftCards.ReadAsync(id, placedAt, sold.Sum(line => line.Quantity("quantity", "lines.quantity")), ct));
            }
        }
    }

    private async IAsyncEnumerable<(string Order, JsonElement Node)> PartsAsync(
        Operation operation, (string Order, string Part)[] wanted, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in wanted.Chunk(RefundsPerRequest))
        {
            var reply = await AskAsync(operation, writer => Ids(writer, [.. chunk.Select(pair => pair.Part)]), ct);
            var nodes = reply.Data.List("nodes").ToArray();
            for (var i = 0; i < chunk.Length; i++)
            {
                if (i < nodes.Length && nodes[i].Filled("id") == chunk[i].Part)
                {
                    Compare(chunk[i].Order, nodes[i].Object("order"));
                    yield return (chunk[i].Order, nodes[i]);
                }
                else
                {
                    _torn.Add(chunk[i].Order);
                }
            }
        }
    }

    /// <summary>Reads the pages of a connection that the first answer left out.</summary>
    private async Task RestAsync(string order, JsonElement owner, string connection, Operation page, CancellationToken ct)
    {
        if (owner.Object(connection) is not { } first || owner.Text("id") is not { } ownerId)
        {
            return;
        }

        var count = owner.Nodes(connection).Count();
        var cursor = PageEnd.NextCursor(first, count, page);
        while (cursor is not null)
        {
            if (count >= options.MaxNestedNodes)
            {
                throw TooLarge(connection, options.MaxNestedNodes);
            }

            var after = cursor;
            var reply = await AskAsync(
                page,
                writer =>
                {
                    writer.WriteString("id", ownerId);
                    writer.WriteNumber("first", LongestList);
                    writer.WriteString("after", after);
                },
                ct);
            if (reply.Data.Object("node") is not { } node || node.Object(connection) is not { } next)
            {
                _torn.Add(order);
                return;
            }

            Compare(order, node.Object("order") ?? node);
            var nodes = node.Nodes(connection).ToArray();
            Nested.Add(ownerId, connection, nodes);
            count += nodes.Length;
            cursor = PageEnd.NextCursor(next, nodes.Length, page);
        }
    }

    private void Compare(string order, JsonElement? seen)
    {
        if (seen?.Text("updatedAt") is { } changedAt && changedAt != _changedAt.GetValueOrDefault(order))
        {
            _torn.Add(order);
        }
    }

    private async Task Guarded(string order, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (FieldFaultException fault)
        {
            _faults[order] = fault;
        }
    }

    private async Task<GraphReply> AskAsync(Operation operation, Action<Utf8JsonWriter> variables, CancellationToken ct)
    {
        var reply = await client.QueryAsync(operation, variables, ct);
        _replies.Add(reply);
        return reply;
    }

    private static void Ids(Utf8JsonWriter writer, IReadOnlyList<string> ids)
    {
        writer.WriteStartArray("ids");
        foreach (var id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }

    private static List<JsonElement> List(Dictionary<string, List<JsonElement>> map, string key) =>
        map.TryGetValue(key, out var list) ? list : map[key] = [];

    private static FieldFaultException TooLarge(string list, int limit) => FieldFaultException.Invalid(
        "shopify.order-too-large", list, $"has more than {limit} entries, which this connection does not read", "Raise MaxNestedNodes, or enter the order by hand.");
}
