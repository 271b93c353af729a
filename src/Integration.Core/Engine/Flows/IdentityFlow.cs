using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Customers;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Customers of a shop, identified to a CRM or CDP.</summary>
internal sealed class IdentityFlow(string shop, bool isSwept, IdentityPlanner planner, ConsentDesk consents, IRecordReader reader, ISyncStore store)
    : SyncFlow<IdentityReading>
{
    public override string Name { get; } = FlowNames.Identities(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.Customer;

    public override bool IsSwept => isSwept;

    protected override async ValueTask<IReadOnlyList<Reading<IdentityReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var customers = await reader.FindAsync<Customer>(shop, EntityNames.Customer, [.. heads.Select(static head => head.Subject.Id)], ct).ConfigureAwait(false);
        var told = (await store.ReadLinksAsync([.. heads.Select(static head => head.Subject)], ct).ConfigureAwait(false))
            .Where(static link => link.Name == LinkNames.Identity)
            .ToDictionary(static link => link.Subject, static link => new WrittenRecord(link.Name, link.Ref, link.Memo));
        var known = await consents.ReadAsync(
            [.. heads.Select(head => (head.Subject.Id, customers.GetValueOrDefault(head.Subject.Id)?.Value?.Consent))], ct).ConfigureAwait(false);
        return [.. heads.Select((head, index) => known[index].Fault is { } fault
            ? new Reading<IdentityReading>(null, fault)
            : customers.ToReading(head.Subject.Id, customer => new IdentityReading(customer, told.GetValueOrDefault(head.Subject), known[index].Value!)))];
    }

    protected override SubjectPlan Plan(SubjectHead head, IdentityReading reading, DateTimeOffset now) =>
        planner.Plan(head.Subject.Id, head.ThroughSequence, reading, now);
}
