namespace ErpSync.Storage.Sqlite;

/// <summary>
/// Reading what can be worked on. Runs on the writer although it writes nothing: the writer knows the rows it has just written, another connection would have to
/// read their pages again after every commit.
/// </summary>
internal sealed class SqliteHeadSteps(SqliteUnit unit)
{
    public IReadOnlyList<SubjectHead> Read(HeadQuery query)
    {
        var due = new List<(long Due, long Id)>();
        foreach (var lanes in query.Lanes)
        {
            Add(due, unit.Session[SqliteDialect.ReadReady].Bind(query.Flow), lanes, query.Limit);
            Add(due, unit.Session[SqliteDialect.ReadWaiting].Bind(query.Flow).Bind(query.Now), lanes, query.Limit);
        }

        due.Sort();
        return due.GetRange(0, Math.Min(query.Limit, due.Count)).ConvertAll(row => HeadOf(unit.SubjectOf(row.Id)));
    }

    private static void Add(List<(long Due, long Id)> due, SqliteStatement row, LaneRange lanes, int limit)
    {
        row.Bind(lanes.First).Bind(lanes.Last).Bind(limit);
        while (row.Step())
        {
            due.Add((row.Number(0), row.Number(1)));
        }

        row.Reset();
    }

    private static SubjectHead HeadOf(SqliteSubject subject) => new(
        subject.Key, subject.Lane, subject.Head.LastSequence, subject.Head.OccurredAt, subject.Head.DueAt ?? subject.Head.ChangedAt, subject.Head.Attempt,
        subject.Head.Deadline, subject.Head.Cause);
}
