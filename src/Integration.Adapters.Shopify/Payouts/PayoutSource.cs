using System.Runtime.CompilerServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Payouts;

/// <summary>
/// Reads payouts. Shopify sends no webhook for them and states no change time, so the feed goes by the day of issue and looks back for as long as a payout may
/// still change its status.
/// </summary>
internal sealed class PayoutSource(PaymentsAccount account, ShopifyOptions options, TimeProvider time)
{
    private const string Feed = "payouts";
    private const int PayoutsPerRequest = 50;
    private static readonly Operation ById = Operation.Load("payouts-by-id");
    private static readonly Operation Changed = Operation.Load("payouts-changed");
    private readonly BalanceReader _balance = new(account, options);

    public async IAsyncEnumerable<SourceRecord<Payout>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(PayoutsPerRequest))
        {
            var (known, unknown) = IdList.Split(
                chunk, "ShopifyPaymentsPayout", time.GetUtcNow(), "existing payout", static (id, at, fault) => new SourceRecord<Payout>(id, "", at, null, Fault: fault));
            foreach (var record in unknown)
            {
                yield return record;
            }

            if (known.Count == 0)
            {
                continue;
            }

            var (reply, _) = await account.QueryAsync(ById, writer => writer.Strings("ids", known.Select(pair => pair.Gid)), ct);
            using (reply)
            {
                var nodes = IdList.ById(reply, known.Count);
                foreach (var (asked, gid) in known)
                {
                    yield return nodes.TryGetValue(gid, out var node)
                        ? await RecordAsync(asked, node, ct)
                        : new SourceRecord<Payout>(asked, "deleted", time.GetUtcNow(), null, IsDeleted: true);
                }
            }
        }
    }

    public async IAsyncEnumerable<SourcePage<Payout>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var position = FeedPosition.Read(request.After, Feed);
        var from = position?.Floor is { } floor && !(request.From > floor) ? floor : request.From;
        string? cursor = null;
        do
        {
            var lookedAt = time.GetUtcNow();
            var after = cursor;
            var (reply, owner) = await account.QueryAsync(
                Changed,
                writer =>
                {
                    writer.WriteNumber("first", Math.Clamp(request.PageSizeHint ?? options.OrderPageSize, 1, options.OrderPageSize));
                    writer.WriteString("after", after);
                    writer.WriteString("query", Filter(from, request.To));
                },
                ct);
            using (reply)
            {
                var all = owner.Nodes(Feed).Select(static node => (Header: HeaderOf(node), Node: node)).ToArray();
                cursor = PageEnd.NextCursor(owner.Object(Feed), all.Length, Changed);
                var rows = all.Where(row => !(row.Header.UpdatedAt < request.From) && !(row.Header.UpdatedAt >= request.To) && position?.Covers(row.Header) != true).ToArray();
                if (all.Length > 0)
                {
                    position = FeedPosition.After(position, all[^1].Header, lookedAt, options.PayoutLookback);
                    if (rows.Length > 0 || cursor is not null)
                    {
                        yield return new SourcePage<Payout>(await RecordsAsync(rows, request.HeadersOnly, ct), position.ToCheckpoint(Feed));
                    }
                }
            }
        }
        while (cursor is not null);
    }

    private async Task<IReadOnlyList<SourceRecord<Payout>>> RecordsAsync((Header Header, JsonElement Node)[] rows, bool headersOnly, CancellationToken ct)
    {
        if (headersOnly || rows.Length == 0)
        {
            return [.. rows.Select(row => new SourceRecord<Payout>(row.Header.Id, PayoutMapper.VersionOf(row.Node), row.Header.UpdatedAt, null))];
        }

        var records = new List<SourceRecord<Payout>>(rows.Length);
        await foreach (var record in FindAsync([.. rows.Select(row => row.Header.Id)], ct))
        {
            records.Add(record);
        }

        return records;
    }

    private async Task<SourceRecord<Payout>> RecordAsync(string asked, JsonElement node, CancellationToken ct)
    {
        var issued = node.Instant("issuedAt") ?? throw RequiredFields.Missing("issuedAt");
        var version = PayoutMapper.VersionOf(node);
        try
        {
            return new SourceRecord<Payout>(asked, version, issued, PayoutMapper.Payout(node, await _balance.ReadAsync(RequiredFields.Id(node), ct)));
        }
        catch (FieldFaultException unreadable)
        {
            return new SourceRecord<Payout>(asked, version, issued, null, Fault: unreadable.Fault with { Message = $"Payout {Gid.Tail(asked)}: {unreadable.Fault.Message}" });
        }
    }

    private static Header HeaderOf(JsonElement node) => node.Filled("id") is { } id && node.Instant("issuedAt") is { } issuedAt
        ? new Header(id, issuedAt)
        : throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "shopify.header-incomplete", "A payout in the feed has no id or no day of issue."));

    private static string? Filter(DateTimeOffset? from, DateTimeOffset? to)
    {
        var parts = new List<string>(2);
        if (from is { } start)
        {
            parts.Add($"issued_at:>='{Checkpoints.Text(start)}'");
        }

        if (to is { } end)
        {
            parts.Add($"issued_at:<='{Checkpoints.Text(end)}'");
        }

        return parts.Count == 0 ? null : string.Join(' ', parts);
    }
}
