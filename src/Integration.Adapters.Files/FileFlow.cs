using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Adapters.Files;

/// <summary>Puts on record what became of every file: a note when it was used, a case when it was not. Writes nothing anywhere.</summary>
internal sealed class FileFlow(string connection, IRecordReader reader) : SyncFlow<FileReading>
{
    private const int MostNotes = 20;

    public override string Name { get; } = $"files:{connection}";

    public override string SourceConnection => connection;

    public override string SourceEntity => WarehouseFile.EntityName;

    protected override async ValueTask<IReadOnlyList<Reading<FileReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var files = await reader.FindAsync<WarehouseFile>(
            connection, WarehouseFile.EntityName, [.. heads.Select(static head => head.Subject.Id)], ct).ConfigureAwait(false);
        return [.. heads.Select(head => files[head.Subject.Id]).Select(static file => file.Fault is { } fault
            ? new Reading<FileReading>(null, fault)
            : new Reading<FileReading>(new FileReading(file.Value)))];
    }

    protected override SubjectPlan Plan(SubjectHead head, FileReading reading, DateTimeOffset now) => reading.File is not { } file
        ? new SubjectPlan { Title = head.Subject.Id, Notes = ["The file is no longer there."] }
        : new SubjectPlan
        {
            Title = file.Id,
            Notes =
            [
                string.Create(CultureInfo.InvariantCulture, $"Read {file.Rows} rows, {file.Problems.Count} with a problem."),
                .. file.Problems.Take(MostNotes).Select(static problem => $"{problem.Code}: {problem.Message}"),
            ],
        };
}
