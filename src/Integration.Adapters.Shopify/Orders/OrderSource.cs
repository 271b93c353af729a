using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Reads orders: by id in full, and what changed.</summary>
internal sealed class OrderSource(ShopifyClient client, ShopifyOptions options, TimeProvider time, BulkOrders bulk)
{
    private const int Rounds = 3;
    private readonly GiftCardReader _giftCards = new(client, options);
    private readonly ChangeFeed _feed = new(client, options, time, OrderOperations.Changed, "orders");

    public async IAsyncEnumerable<SourcePage<Order>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        if (BulkOrders.IsBulk(request.After) || await bulk.IsWorthItAsync(request, ct))
        {
            await foreach (var (headers, next, pause) in bulk.ReadAsync(request, ct))
            {
                yield return new SourcePage<Order>(await RecordsAsync(headers, request.HeadersOnly, ct), next) { ContinueAfter = pause };
            }

            yield break;
        }

        await foreach (var (rows, next) in _feed.ReadAsync(request, options.OrderPageSize, ct))
        {
            yield return new SourcePage<Order>(await RecordsAsync([.. rows.Select(row => row.Header)], request.HeadersOnly, ct), next.ToCheckpoint("orders"));
        }
    }

    public async IAsyncEnumerable<SourceRecord<Order>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var wanted = new List<(string Asked, string Gid)>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (Gid.TryNormalise("Order", id, out var gid))
            {
                wanted.Add((id, gid));
            }
            else
            {
                yield return new SourceRecord<Order>(id, "", time.GetUtcNow(), null, Fault: new Fault(
                    FaultKind.Invalid, "shopify.bad-id", $"'{GraphErrors.Clean(id)}' is not an order id.")
                { Field = "id", Hint = "Use 'gid://shopify/Order/123' or '123'." });
            }
        }

        for (var round = 1; wanted.Count > 0; round++)
        {
            if (round > Rounds)
            {
                throw new ConnectorException(new Fault(
                    FaultKind.Transient, "shopify.order-changing", $"{wanted.Count} orders changed each of the {Rounds} times they were read; nothing is taken from them."));
            }

            var again = new List<(string Asked, string Gid)>();
            foreach (var chunk in wanted.Chunk(options.OrdersPerRequest))
            {
                var records = new List<SourceRecord<Order>>(chunk.Length);
                using (var parts = new OrderParts(client, options, _giftCards))
                {
                    var nodes = await parts.LoadAsync([.. chunk.Select(pair => pair.Gid)], ct);
                    for (var i = 0; i < chunk.Length; i++)
                    {
                        if (parts.IsTorn(chunk[i].Gid))
                        {
                            again.Add(chunk[i]);
                        }
                        else
                        {
                            records.Add(Record(chunk[i].Asked, chunk[i].Gid, nodes[i].Node, parts));
                        }
                    }
                }

                foreach (var record in records)
                {
                    yield return record;
                }
            }

            wanted = again;
        }
    }

    private SourceRecord<Order> Record(string asked, string gid, JsonElement? node, OrderParts parts)
    {
        if (node is not { } order)
        {
            return new SourceRecord<Order>(asked, "deleted", time.GetUtcNow(), null, IsDeleted: true);
        }

        var changedAt = RequiredFields.ChangeTime(order);
        var version = Header.VersionOf(changedAt);
        if (parts.FaultOf(gid) is { } fault)
        {
            return new SourceRecord<Order>(asked, version, changedAt, null, Fault: Named(fault, order));
        }

        try
        {
            var mapped = new GraphOrderMapper(order, parts.Nested, parts.Refunds.GetValueOrDefault(gid, []), parts.Returns.GetValueOrDefault(gid, []), parts.GiftCards.GetValueOrDefault(gid, [])).Map();
            var raw = new RawDocument("application/json", JsonMarshal.GetRawUtf8Value(order).ToArray());
            return new SourceRecord<Order>(asked, version, changedAt, mapped with { Raw = raw });
        }
        catch (OverflowException)
        {
            return new SourceRecord<Order>(asked, version, changedAt, null, Fault: Named(FieldFaultException.OutOfRange(), order));
        }
        catch (FieldFaultException unreadable)
        {
            return new SourceRecord<Order>(asked, version, changedAt, null, Fault: Named(unreadable, order));
        }
    }

    private static Fault Named(FieldFaultException fault, JsonElement order) =>
        fault.Fault with { Message = $"Order {GraphErrors.Clean(order.Text("name"))}: {fault.Fault.Message}" };

    private async Task<IReadOnlyList<SourceRecord<Order>>> RecordsAsync(IReadOnlyList<Header> headers, bool headersOnly, CancellationToken ct)
    {
        if (headersOnly || headers.Count == 0)
        {
            return [.. headers.Select(header => new SourceRecord<Order>(header.Id, header.Version, header.UpdatedAt, null))];
        }

        var found = new Dictionary<string, SourceRecord<Order>>(StringComparer.Ordinal);
        await foreach (var record in FindAsync([.. headers.Select(header => header.Id)], ct))
        {
            found[record.Id] = record;
        }

        return [.. headers.Select(header => header.Id).Distinct(StringComparer.Ordinal).Select(id => found[id])];
    }
}
