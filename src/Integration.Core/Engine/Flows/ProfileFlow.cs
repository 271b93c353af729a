using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Customers;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// Consent and relationship that a CRM or CDP keeps. Its subjects hold what was judged of a customer's consent. Not swept: such systems list no changes, so a
/// lost notification is made good by the customer's next order or change.
/// </summary>
internal sealed class ProfileFlow(string crm, string shop, ProfilePlanner planner, ConsentDesk consents, IRecordReader reader, ISyncStore store)
    : SyncFlow<ProfileReading>
{
    public override string Name { get; } = FlowNames.Profiles(crm);

    public override string SourceConnection => crm;

    public override string SourceEntity => EntityNames.CustomerProfile;

    public override bool IsSwept => false;

    protected override async ValueTask<IReadOnlyList<Reading<ProfileReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var customers = await reader.FindAsync<Customer>(shop, EntityNames.Customer, [.. heads.Select(static head => head.Subject.Id)], ct).ConfigureAwait(false);
        var written = (await store.ReadLinksAsync([.. heads.Select(static head => head.Subject)], ct).ConfigureAwait(false))
            .Where(static link => link.Name == LinkNames.Profile)
            .ToDictionary(static link => link.Subject, static link => new WrittenRecord(link.Name, link.Ref, link.Memo));
        var known = await consents.ReadAsync(
            [.. heads.Select(head => (head.Subject.Id, customers.GetValueOrDefault(head.Subject.Id)?.Value?.Consent))], ct).ConfigureAwait(false);
        return [.. heads.Select((head, index) => known[index].Fault is { } fault
            ? new Reading<ProfileReading>(null, fault)
            : customers.ToReading(head.Subject.Id, customer => new ProfileReading(customer, written.GetValueOrDefault(head.Subject), known[index].Value!)))];
    }

    protected override SubjectPlan Plan(SubjectHead head, ProfileReading reading, DateTimeOffset now) =>
        planner.Plan(head.Subject.Id, head.ThroughSequence, reading, now);
}
