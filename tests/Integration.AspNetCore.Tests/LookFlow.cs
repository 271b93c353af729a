using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.AspNetCore.Tests;

/// <summary>Reads what was signalled and finds that nothing is to be done.</summary>
internal sealed class LookFlow(string shop, IRecordReader reader) : SyncFlow<string>
{
    public const string FlowName = "look";

    public override string Name => FlowName;

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.Item;

    public override bool IsSwept => false;

    protected override async ValueTask<IReadOnlyList<Reading<string>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var ids = heads.Select(head => head.Subject.Id).ToList();
        await reader.FindAsync<Item>(shop, EntityNames.Item, ids, ct);
        return [.. ids.Select(id => new Reading<string>(id))];
    }

    protected override SubjectPlan Plan(SubjectHead head, string reading, DateTimeOffset now) => SubjectPlan.Settled;
}
