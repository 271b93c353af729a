using System.Runtime.CompilerServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Payouts;

/// <summary>
/// Reads disputes. Their list has no sort key and no change time, so every reading goes through all that were opened within the look-back, and its checkpoint
/// moves at the end only.
/// </summary>
internal sealed class DisputeSource(PaymentsAccount account, ShopifyOptions options, TimeProvider time)
{
    private const string Feed = "disputes";
    private const string Since = "since";
    private const int DisputesPerRequest = 50;
    private static readonly Operation ById = Operation.Load("disputes-by-id");
    private static readonly Operation Changed = Operation.Load("disputes-changed");

    public async IAsyncEnumerable<SourceRecord<PaymentDispute>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(DisputesPerRequest))
        {
            var (known, unknown) = IdList.Split(
                chunk, "ShopifyPaymentsDispute", time.GetUtcNow(), "existing dispute", static (id, at, fault) => new SourceRecord<PaymentDispute>(id, "", at, null, Fault: fault));
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
                        ? Record(asked, node)
                        : new SourceRecord<PaymentDispute>(asked, "deleted", time.GetUtcNow(), null, IsDeleted: true);
                }
            }
        }
    }

    public async IAsyncEnumerable<SourcePage<PaymentDispute>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var before = request.After is { } checkpoint
            ? Checkpoints.Read(checkpoint, Feed).Instant(Since) ?? throw Checkpoints.Foreign()
            : (DateTimeOffset?)null;
        var next = time.GetUtcNow() - options.DisputeLookback;
        var from = request.From is { } stated && !(before > stated) ? stated : before;
        string? cursor = null;
        do
        {
            var after = cursor;
            var (reply, owner) = await account.QueryAsync(
                Changed,
                writer =>
                {
                    writer.WriteNumber("first", Math.Clamp(request.PageSizeHint ?? options.OrderPageSize, 1, options.OrderPageSize));
                    writer.WriteString("after", after);
                    writer.WriteString("query", from is { } start ? $"initiated_at:>='{Checkpoints.Text(start)}'" : null);
                },
                ct);
            using (reply)
            {
                var nodes = owner.Nodes(Feed).ToArray();
                cursor = PageEnd.NextCursor(owner.Object(Feed), nodes.Length, Changed);
                var rows = nodes.Select(node => Record(RequiredFields.Id(node), node))
                    .Where(record => !(record.ChangedAt < request.From) && !(record.ChangedAt >= request.To)).ToArray();
                if (rows.Length > 0 || cursor is not null)
                {
                    yield return new SourcePage<PaymentDispute>(rows, At(cursor is null ? Later(before, next) : before));
                }
            }
        }
        while (cursor is not null);
    }

    private static DateTimeOffset Later(DateTimeOffset? before, DateTimeOffset next) => before > next ? before.Value : next;

    private static Checkpoint At(DateTimeOffset? since) => Checkpoints.Write((Checkpoints.Feed, Feed), (Since, Header.VersionOf(since ?? DateTimeOffset.UnixEpoch)));

    private static SourceRecord<PaymentDispute> Record(string id, JsonElement node)
    {
        var opened = node.Instant("initiatedAt") ?? throw RequiredFields.Missing("initiatedAt");
        var version = PayoutMapper.VersionOfDispute(node);
        try
        {
            return new SourceRecord<PaymentDispute>(id, version, opened, PayoutMapper.Dispute(node));
        }
        catch (FieldFaultException unreadable)
        {
            return new SourceRecord<PaymentDispute>(id, version, opened, null, Fault: unreadable.Fault with { Message = $"Dispute {Gid.Tail(id)}: {unreadable.Fault.Message}" });
        }
    }
}
