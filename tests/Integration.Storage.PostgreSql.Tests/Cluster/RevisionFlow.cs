using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Planning;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>Writes one document per revision of a key, in order: whatever is lost, doubled or overtaken shows in the target.</summary>
internal sealed class RevisionFlow(IRecordReader reader, ISyncStore store) : SyncFlow<RevisionReading>
{
    public const string FlowName = "revisions";
    public const string Source = "source";
    public const string Target = "target";
    private const int MostAtOnce = 20;
    private const string Newest = "newest";

    public override string Name => FlowName;

    public override string SourceConnection => Source;

    public override string SourceEntity => Revision.Entity;

    public override bool IsSwept => false;

    public static SubjectKey Subject(string key) => new(FlowName, key);

    protected override async ValueTask<IReadOnlyList<Reading<RevisionReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var links = (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct)).ToDictionary(link => link.Subject);
        var revisions = await reader.FindAsync<Revision>(Source, Revision.Entity, [.. heads.Select(head => head.Subject.Id)], ct);
        return [.. heads.Select(head => new Reading<RevisionReading>(new RevisionReading(revisions[head.Subject.Id].Value!, links.GetValueOrDefault(head.Subject))))];
    }

    protected override SubjectPlan Plan(SubjectHead head, RevisionReading reading, DateTimeOffset now)
    {
        var (key, number) = reading.Revision;
        var written = reading.Written is { Memo: { } memo } ? int.Parse(memo, CultureInfo.InvariantCulture) : 0;
        var missing = Enumerable.Range(written + 1, Math.Min(MostAtOnce, number - written)).ToList();
        return missing.Count == 0
            ? SubjectPlan.Settled
            : new SubjectPlan
            {
                PlanAgain = number - written > MostAtOnce,
                Effects = [.. missing.Select(next => new PlannedEffect(Target, Revision.Entity, WriteKind.Create, new IdempotencyKey($"{key}:{next}"), new Revision(key, next))
                {
                    LinkName = Newest,
                    LinkMemo = next.ToString(CultureInfo.InvariantCulture),
                    Title = $"{key} {next}",
                })],
            };
    }
}

/// <summary>The newest revision, and the link to the newest document.</summary>
internal sealed record RevisionReading(Revision Revision, Link? Written);
