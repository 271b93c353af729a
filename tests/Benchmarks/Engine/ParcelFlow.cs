using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Planning;
using ErpSync.Storage;

namespace Benchmarks.Engine;

/// <summary>Plans one write a subject, or finds everything as it should be. Reads nothing, so that only the engine and its store are measured.</summary>
internal sealed class ParcelFlow(string connection, bool writes) : SyncFlow<Parcel>
{
    private static readonly string Content = new('p', 1000);

    public override string Name => "parcels";

    public override string SourceConnection => connection;

    public override string SourceEntity => NoOpConnector.Entity;

    public override bool IsSwept => false;

    public override int MaxBatchSize => 500;

    protected override ValueTask<IReadOnlyList<Reading<Parcel>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<Reading<Parcel>>>([.. heads.Select(head => new Reading<Parcel>(new Parcel(head.Subject.Id, Content)))]);

    protected override SubjectPlan Plan(SubjectHead head, Parcel reading, DateTimeOffset now) => writes
        ? new SubjectPlan
        {
            Effects =
            [
                new PlannedEffect(connection, NoOpConnector.Entity, WriteKind.Create,
                    new IdempotencyKey(string.Create(CultureInfo.InvariantCulture, $"{reading.Id}:{head.ThroughSequence}")), reading) { Title = "Send parcel" },
            ],
        }
        : SubjectPlan.Settled;
}
