using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Customers: found or created in the ERP when an order needs them.</summary>
internal sealed class CustomerFlow(string shop, string erp, IRecordReader reader, ISyncStore store) : SyncFlow<CustomerReading>
{
    private readonly CustomerPlanner _planner = new(shop, erp);

    public override string Name { get; } = FlowNames.Customers(shop);

    public override string SourceConnection => shop;

    /// <summary>None: a customer that no order needs is not the ERP's business, so changes of customers are not followed.</summary>
    public override string SourceEntity => "";

    public override bool IsSwept => false;

    protected override async ValueTask<IReadOnlyList<Reading<CustomerReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var links = (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct).ConfigureAwait(false))
            .Where(link => link.Name == LinkNames.Customer).Select(link => link.Subject).ToHashSet();
        var missing = heads.Where(head => !links.Contains(head.Subject)).Select(head => head.Subject.Id).ToList();
        var records = await reader.FindAsync<Customer>(shop, EntityNames.Customer, missing, ct).ConfigureAwait(false);
        return [.. heads.Select(head => links.Contains(head.Subject)
            ? new Reading<CustomerReading>(new CustomerReading(null, true))
            : records.ToReading(head.Subject.Id, customer => new CustomerReading(customer, false)))];
    }

    protected override SubjectPlan Plan(SubjectHead head, CustomerReading reading, DateTimeOffset now) => _planner.Plan(head.Subject.Id, reading);
}
