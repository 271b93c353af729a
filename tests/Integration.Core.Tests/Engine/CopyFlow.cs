using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>Copies every note of one system to another, once per text.</summary>
internal sealed class CopyFlow(IRecordReader reader, ISyncStore store) : SyncFlow<NoteReading>
{
    public const string FlowName = "copy";
    public const string Source = "left";
    public const string Target = "right";

    /// <summary>A note with this text makes the planner fail.</summary>
    public const string Indigestible = "indigestible";

    private const string Copy = "copy";

    public override string Name => FlowName;

    public override string SourceConnection => Source;

    public override string SourceEntity => Note.Entity;

    public override bool IsSwept => Sweeps;

    /// <summary>Whether the flow is swept: before the start, by the engine; after it, on request only.</summary>
    public bool Sweeps { get; set; }

    public override bool IsRefreshed => Refreshes;

    /// <summary>Whether every note is looked at again now and then; as it is at the start.</summary>
    public bool Refreshes { get; set; }

    public static SubjectKey Subject(string id) => new(FlowName, id);

    protected override async ValueTask<IReadOnlyList<Reading<NoteReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var links = (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct)).ToDictionary(link => link.Subject);
        var notes = await reader.FindAsync<Note>(Source, Note.Entity, [.. heads.Select(head => head.Subject.Id)], ct);
        return [.. heads.Select(head => notes.ToReading(head.Subject.Id, note => new NoteReading(note, links.GetValueOrDefault(head.Subject))))];
    }

    protected override SubjectPlan Plan(SubjectHead head, NoteReading reading, DateTimeOffset now) => reading switch
    {
        { Note: null } => SubjectPlan.Settled,
        { Note.Text: Indigestible } => throw new FormatException("The planner cannot digest this."),
        { Note: { } note, Copy: { } copy } when copy.Memo == note.Text => SubjectPlan.Settled,
        { Note: { After: { } first } note, Copy: null } when head.Cause != "waits-for-first" => new SubjectPlan
        {
            Wait = new PlanWait("waits-for-first", $"Waits for note {first}.") { DependsOn = Link.AddressOf(Subject(first), Copy) },
        },
        { Note: { } note } => new SubjectPlan
        {
            Title = $"Note {head.Subject.Id}",
            Effects =
            [
                new PlannedEffect(Target, Note.Entity, reading.Copy is null ? WriteKind.Create : WriteKind.Update, new IdempotencyKey($"{head.Subject.Id}:{note.Text}"), note)
                {
                    Target = reading.Copy?.Ref,
                    LinkName = Copy,
                    LinkMemo = note.Text,
                    Title = $"Copy note {head.Subject.Id}",
                },
            ],
        },
    };
}

/// <summary>A note and the link to its copy, if there is one.</summary>
internal sealed record NoteReading(Note? Note, Link? Copy);
