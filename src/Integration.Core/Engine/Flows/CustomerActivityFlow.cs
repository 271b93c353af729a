using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Customers;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Orders of a shop as events for a CRM or CDP: reads the order, what was told of it, and whether the customer agrees.</summary>
internal sealed class CustomerActivityFlow(string shop, CustomerActivityPlanner planner, ConsentDesk consents, IRecordReader reader, ISyncStore store)
    : SyncFlow<CustomerActivityReading>
{
    public override string Name { get; } = FlowNames.Activity(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.Order;

    protected override async ValueTask<IReadOnlyList<Reading<CustomerActivityReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var orders = await reader.FindAsync<Order>(shop, EntityNames.Order, [.. heads.Select(static head => head.Subject.Id)], ct).ConfigureAwait(false);
        var written = (await store.ReadLinksAsync([.. heads.Select(static head => head.Subject)], ct).ConfigureAwait(false))
            .ToLookup(static link => link.Subject, static link => new WrittenRecord(link.Name, link.Ref, link.Memo));
        var asked = orders.Values.Where(static record => record.Value?.Customer is not null)
            .Select(static record => (Order: record.Id, Customer: record.Value!.Customer!)).ToList();
        var answers = await consents.ReadAsync([.. asked.Select(static one => (one.Customer.Id, one.Customer.Consent))], ct).ConfigureAwait(false);
        var known = asked.Zip(answers).ToDictionary(static pair => pair.First.Order, static pair => pair.Second, StringComparer.Ordinal);
        return [.. heads.Select(head => known.TryGetValue(head.Subject.Id, out var consent) && consent.Fault is { } fault
            ? new Reading<CustomerActivityReading>(null, fault)
            : orders.ToReading(head.Subject.Id, order => new CustomerActivityReading(order, [.. written[head.Subject]], consent.Value ?? ConsentReading.Nothing)))];
    }

    protected override SubjectPlan Plan(SubjectHead head, CustomerActivityReading reading, DateTimeOffset now) =>
        planner.Plan(head.Subject.Id, head.ThroughSequence, reading, now);
}
