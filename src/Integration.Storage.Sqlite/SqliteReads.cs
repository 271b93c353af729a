using ErpSync.Connectors;

namespace ErpSync.Storage.Sqlite;

/// <summary>The queries of the store.</summary>
internal static class SqliteReads
{
    public static IReadOnlyList<Link> LinksOf(SqliteSession session, IReadOnlyList<SubjectKey> subjects) =>
        Links(subjects, subject => session[SqliteDialect.LinksOfSubject].Bind(subject.Flow).Bind(subject.Id));

    public static IReadOnlyList<Link> LinksByTarget(SqliteSession session, string connection, string entity, IReadOnlyList<string> prefixes) =>
        Links(prefixes, prefix => session[SqliteDialect.LinksByTarget].Bind(connection).Bind(entity).Bind(prefix));

    public static IReadOnlyList<Link> LinksByNumber(SqliteSession session, string connection, string entity, IReadOnlyList<string> numbers) =>
        Links(numbers, number => session[SqliteDialect.LinksByNumber].Bind(connection).Bind(entity).Bind(number));

    public static Checkpoint? CheckpointOf(SqliteSession session, string key)
    {
        var row = session[SqliteDialect.ReadCheckpoint].Bind(key);
        return row.Step() ? new Checkpoint(row.Text(0)) : null;
    }

    public static StoreCounts Counts(SqliteSession session)
    {
        var row = session[SqliteDialect.ReadCounts];
        row.Step();
        return SqliteRows.CountsOf(row);
    }

    public static IReadOnlyList<TimelineEntry> Timeline(SqliteSession session, SubjectKey subject, int limit)
    {
        var found = session[SqliteDialect.FindSubjectId].Bind(subject.Flow).Bind(subject.Id);
        if (!found.Step())
        {
            return [];
        }

        var id = found.Number(0);
        var signals = Rows(session[SqliteDialect.ReadSignals].Bind(id).Bind(limit), row =>
            TimelineMerge.Of(row.Instant(0), row.Text(1), row.Text(2), (SignalOutcome)row.Int(3)));
        var effects = Rows(session[SqliteDialect.ReadEffects].Bind(id).Bind(limit), row => TimelineMerge.Of(
            row.Instant(0), (WriteKind)row.Int(1), row.Text(2), row.Text(3), row.Text(4), (EffectState)row.Int(5), row.Int(6), row.OptionalText(7)));
        var steps = Rows(session[SqliteDialect.ReadSteps].Bind(id).Bind(limit), row => new TimelineEntry(row.Instant(0), row.Text(1), row.Text(2)));
        return TimelineMerge.Newest(limit, signals, effects, steps);
    }

    public static IReadOnlyList<SubjectSummary> Search(SqliteSession session, SubjectQuery query)
    {
        var statement = session[SqliteDialect.Search].Bind(query.Flow);
        return Rows(Optional(statement, (int?)query.State).Bind(query.Text).Bind(query.Limit), SqliteRows.SummaryOf);
    }

    public static IReadOnlyList<Case> Cases(SqliteSession session, CaseQuery query)
    {
        var statement = Optional(session[SqliteDialect.ReadCases], (int?)query.State);
        return Rows(
            statement.Bind(query.Code).Bind(query.Connection).Bind(query.Subject?.Flow).Bind(query.Subject?.Id).Bind(query.Limit), SqliteRows.CaseOf);
    }

    private static SqliteStatement Optional(SqliteStatement statement, int? value) => value is { } number ? statement.Bind((long)number) : statement.BindNull();

    private static IReadOnlyList<Link> Links<TKey>(IReadOnlyList<TKey> keys, Func<TKey, SqliteStatement> query)
    {
        var found = new SortedDictionary<long, Link>();
        foreach (var key in keys)
        {
            var row = query(key);
            while (row.Step())
            {
                found[row.Number(0)] = SqliteRows.LinkOf(row);
            }
        }

        return [.. found.Values];
    }

    private static List<T> Rows<T>(SqliteStatement row, Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        while (row.Step())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
