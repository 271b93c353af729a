using System.Runtime.CompilerServices;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Customers;

/// <summary>Reads customers; companies by id too.</summary>
internal sealed class CustomerSource(ShopifyClient client, ShopifyOptions options, TimeProvider time)
{
    private const int CustomersPerRequest = 50;
    private static readonly Operation ById = Operation.Load("customers-by-id");
    private readonly ChangeFeed _feed = new(client, options, time, Operation.Load("customers-changed"), "customers");

    public async IAsyncEnumerable<SourceRecord<Customer>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(CustomersPerRequest))
        {
            var companies = chunk.Where(id => Gid.TypeOf(id) == "Company").Select(id => (Asked: id, Gid: id)).ToArray();
            var (known, unknown) = IdList.Split(
                chunk.Where(id => Gid.TypeOf(id) != "Company"), "Customer", time.GetUtcNow(), "existing kind of customer",
                static (id, at, fault) => new SourceRecord<Customer>(id, "", at, null, Fault: fault));
            foreach (var record in unknown)
            {
                yield return record;
            }

            known.AddRange(companies);
            if (known.Count == 0)
            {
                continue;
            }

            using var reply = await client.QueryAsync(ById, writer => writer.Strings("ids", known.Select(pair => pair.Gid)), ct);
            var nodes = IdList.ById(reply, known.Count);
            foreach (var (asked, gid) in known)
            {
                yield return nodes.TryGetValue(gid, out var node)
                    ? Record(asked, node)
                    : new SourceRecord<Customer>(asked, "deleted", time.GetUtcNow(), null, IsDeleted: true);
            }
        }
    }

    public async IAsyncEnumerable<SourcePage<Customer>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (rows, next) in _feed.ReadAsync(request, options.OrderPageSize, ct))
        {
            yield return new SourcePage<Customer>([.. rows.Select(row => Record(row.Header.Id, row.Node))], next.ToCheckpoint("customers"));
        }
    }

    private static SourceRecord<Customer> Record(string id, JsonElement node)
    {
        var changedAt = RequiredFields.ChangeTime(node);
        return new SourceRecord<Customer>(id, Header.VersionOf(changedAt), changedAt, CustomerMapper.Read(node));
    }
}
