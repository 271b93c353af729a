using ErpSync.Connectors;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Documents that changed in the ERP: signals for the orders they were made for.</summary>
internal sealed class DocumentEchoFlow(string erp, ISyncStore store) : SyncFlow<IReadOnlyList<Link>>
{
    public override string Name { get; } = FlowNames.Documents(erp);

    public override string SourceConnection => erp;

    public override string SourceEntity => EntityNames.SalesDocumentState;

    public override int MaxBatchSize => 200;

    protected override async ValueTask<IReadOnlyList<Reading<IReadOnlyList<Link>>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var links = await store.FindLinksByTargetAsync(erp, EntityNames.SalesDocument, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        return [.. heads.Select(head => new Reading<IReadOnlyList<Link>>(
            [.. links.Where(link => link.Ref.Id.StartsWith(head.Subject.Id, StringComparison.Ordinal))]))];
    }

    protected override SubjectPlan Plan(SubjectHead head, IReadOnlyList<Link> reading, DateTimeOffset now) => new()
    {
        FollowUps = [.. reading.Select(link => new FollowUp(link.Subject.Flow, link.Subject.Id, $"document:{head.Subject.Id}:{head.ThroughSequence}"))],
    };
}
