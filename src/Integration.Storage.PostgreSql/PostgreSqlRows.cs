using ErpSync.Connectors;
using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Rows as the records of the contract.</summary>
internal static class PostgreSqlRows
{
    public static DateTimeOffset Instant(this NpgsqlDataReader row, int column) => new(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));

    public static DateTimeOffset? OptionalInstant(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static string? OptionalText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static SubjectHead HeadOf(NpgsqlDataReader row) => new(
        new SubjectKey(row.GetString(0), row.GetString(1)), row.GetInt32(2), row.GetInt64(3), row.Instant(4), row.Instant(5), row.GetInt32(6),
        row.OptionalInstant(7), row.OptionalText(8));

    public static SubjectSummary SummaryOf(NpgsqlDataReader row) => new(
        new SubjectKey(row.GetString(0), row.GetString(1)), row.OptionalText(2), (SubjectState)row.GetInt32(3), row.OptionalText(4), row.OptionalInstant(5),
        row.OptionalInstant(6), row.GetInt32(7), row.Instant(8));

    public static Link LinkOf(NpgsqlDataReader row) => new(
        new SubjectKey(row.GetString(1), row.GetString(2)), row.GetString(3), row.GetString(4), row.GetString(5),
        new RecordRef(row.GetString(6), row.OptionalText(7), row.OptionalText(8)), row.OptionalText(9), row.Instant(10));

    public static Case CaseOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        State = (CaseState)row.GetInt32(1),
        Report = new NewCase
        {
            Key = row.GetString(2),
            Code = row.GetString(3),
            Subject = row.IsDBNull(4) ? null : new SubjectKey(row.GetString(4), row.GetString(5)),
            Connection = row.OptionalText(6),
            Message = row.GetString(7),
            Hint = row.OptionalText(8),
            Field = row.OptionalText(9),
            RemoteRequestId = row.OptionalText(10),
            At = row.Instant(11),
        },
        OpenedAt = row.Instant(12),
        Count = row.GetInt32(13),
        ClosedBy = row.OptionalText(14),
        ClosedBecause = row.OptionalText(15),
        ClosedAt = row.OptionalInstant(16),
    };

    public static ClaimedEffect ClaimedOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(18),
        Subject = new SubjectKey(row.GetString(0), row.GetString(1)),
        Lane = new LaneGrant(row.GetInt32(19), row.GetInt64(20)),
        Effect = new NewEffect
        {
            Connection = row.GetString(2),
            Entity = row.GetString(3),
            Kind = (WriteKind)row.GetInt32(4),
            Key = new IdempotencyKey(row.GetString(5)),
            Payload = row.GetFieldValue<byte[]>(6),
            Target = row.IsDBNull(7) ? null : new RecordRef(row.GetString(7), row.OptionalText(8), row.OptionalText(9)),
            LinkName = row.OptionalText(10),
            LinkMemo = row.OptionalText(11),
            Title = row.GetString(12),
            SignalAgain = row.GetBoolean(17),
        },
        Attempt = row.GetInt32(13),
        Probe = row.GetBoolean(14),
        CreatedAt = row.Instant(15),
        Deadline = row.OptionalInstant(16),
    };

    public static StoreCounts CountsOf(NpgsqlDataReader row)
    {
        var (waiting, applied, unchanged, superseded, cased) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        return new StoreCounts(
            waiting + applied + unchanged + superseded + cased, applied, unchanged, superseded, waiting, cased, row.GetInt64(5), row.GetInt64(6), row.OptionalInstant(7));
    }
}
