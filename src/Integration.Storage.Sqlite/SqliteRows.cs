using ErpSync.Connectors;

namespace ErpSync.Storage.Sqlite;

/// <summary>Rows as the records of the contract.</summary>
internal static class SqliteRows
{
    public static SubjectSummary SummaryOf(SqliteStatement row) => new(
        new SubjectKey(row.Text(0), row.Text(1)), row.OptionalText(2), (SubjectState)row.Int(3), row.OptionalText(4), row.OptionalInstant(5),
        row.OptionalInstant(6), row.Int(7), row.Instant(8));

    public static Link LinkOf(SqliteStatement row) => new(
        new SubjectKey(row.Text(1), row.Text(2)), row.Text(3), row.Text(4), row.Text(5),
        new RecordRef(row.Text(6), row.OptionalText(7), row.OptionalText(8)), row.OptionalText(9), row.Instant(10));

    public static Case CaseOf(SqliteStatement row) => new()
    {
        Id = row.Number(0),
        State = (CaseState)row.Int(1),
        Report = new NewCase
        {
            Key = row.Text(2),
            Code = row.Text(3),
            Subject = row.IsNull(4) ? null : new SubjectKey(row.Text(4), row.Text(5)),
            Connection = row.OptionalText(6),
            Message = row.Text(7),
            Hint = row.OptionalText(8),
            Field = row.OptionalText(9),
            RemoteRequestId = row.OptionalText(10),
            At = row.Instant(11),
        },
        OpenedAt = row.Instant(12),
        Count = row.Int(13),
        ClosedBy = row.OptionalText(14),
        ClosedBecause = row.OptionalText(15),
        ClosedAt = row.OptionalInstant(16),
    };

    public static StoreCounts CountsOf(SqliteStatement row)
    {
        var (waiting, applied, unchanged, superseded, cased) = (row.Number(0), row.Number(1), row.Number(2), row.Number(3), row.Number(4));
        return new StoreCounts(
            waiting + applied + unchanged + superseded + cased, applied, unchanged, superseded, waiting, cased, row.Number(5), row.Number(6), row.OptionalInstant(7));
    }
}
