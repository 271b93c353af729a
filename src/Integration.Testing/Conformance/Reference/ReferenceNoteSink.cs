using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

internal sealed class ReferenceNoteSink(ReferenceServer server) : SinkFixture<ReferenceNote>
{
    private int _count;

    public override string Entity => ReferenceConnector.Notes;

    public override ValueTask<ReferenceNote> MakeAsync(CancellationToken ct) => ValueTask.FromResult(Note());

    public override ValueTask<int> CountAsync(ReferenceNote record, CancellationToken ct) =>
        ValueTask.FromResult(server.Look(notes => notes.Rows.Count(row => row.Content is not null && row.Id.StartsWith(record.Id, StringComparison.Ordinal))));

    public override ValueTask<bool> IsCompleteAsync(ReferenceNote record, CancellationToken ct) => ValueTask.FromResult(server.Look(notes =>
        notes.Find(record.Id) is { IsConfirmed: true } row && row.Content?.ToJsonString() == ReferenceReading.Content(record).ToJsonString()));

    public override async ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct)
    {
        await foreach (var record in ((ISource<ReferenceNote>)connector).FindAsync([reference.Id], ct))
        {
            return !record.IsDeleted;
        }

        return false;
    }

    public override ValueTask<(ReferenceNote Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => ValueTask.FromResult<(ReferenceNote, string)?>((Note() with { Text = "" }, "text"));

    public override ValueTask<(ReferenceNote Record, string Named)?> MakeOrphanAsync(CancellationToken ct) =>
        ValueTask.FromResult<(ReferenceNote, string)?>((Note() with { Owner = "owner-77" }, "owner-77"));

    public override ValueTask<(ReferenceNote Record, string Field)?> MakeTooLongAsync(CancellationToken ct) =>
        ValueTask.FromResult<(ReferenceNote, string)?>((Note() with { Text = new string('w', 101) }, "text"));

    public override ReferenceNote? Alter(ReferenceNote record) => record with { Text = "Something else" };

    public override ValueTask<WriteItem<ReferenceNote>?> MakeStaleAsync(ReferenceNote record, RecordRef reference, CancellationToken ct)
    {
        server.Look(notes =>
        {
            notes.Put(record.Id, ReferenceReading.Content(record with { Text = "Changed by somebody" }));
            return true;
        });
        return ValueTask.FromResult<WriteItem<ReferenceNote>?>(new("1", new IdempotencyKey("stale"), WriteKind.Update, record with { Text = "Planned before" }) { Target = reference });
    }

    public override WriteItem<ReferenceNote>? MakeIdentical(ReferenceNote record, RecordRef reference) => new("1", new IdempotencyKey("identical"), WriteKind.Update, record) { Target = reference };

    public override ReferenceNote? WithTextOf(ReferenceNote record, string text) => record with { Text = text };

    public override ValueTask<string?> ReadTextAsync(ReferenceNote record, CancellationToken ct) =>
        ValueTask.FromResult(server.Look(notes => notes.Find(record.Id)?.Content?["text"]?.GetValue<string>()));

    private ReferenceNote Note() => new(string.Create(CultureInfo.InvariantCulture, $"w{++_count:D4}"), $"Written for {ConformanceCanary.Email}, {ConformanceCanary.Street}") { Owner = "known-owner" };
}
