namespace ErpSync.Storage.Sqlite;

/// <content>Rows of cases.</content>
internal sealed partial class SqliteUnit
{
    public long OpenCaseOf(string key) => NumberOf(_session[SqliteDialect.FindOpenCase].Bind(key));

    public IReadOnlyList<long> OpenCasesOf(SubjectKey subject)
    {
        var row = _session[SqliteDialect.FindOpenCasesOf].Bind(subject.Flow).Bind(subject.Id);
        var ids = new List<long>();
        while (row.Step())
        {
            ids.Add(row.Number(0));
        }

        row.Reset();
        return ids;
    }

    public Case? CaseOf(long id)
    {
        var row = _session[SqliteDialect.ReadCase].Bind(id);
        var found = row.Step() ? SqliteRows.CaseOf(row) : null;
        row.Reset();
        return found;
    }

    public void AddCase(NewCase report)
    {
        Bind(SqliteDialect.AddCase, report).Bind(++_totals.LastCase).Bind(report.Key).Run();
        _totals.OpenCases++;
    }

    public void CountCase(long id, NewCase report) => Bind(SqliteDialect.CountCase, report).Bind(id).Run();

    public void CloseCase(long id, CaseState state, string? by, string because, DateTimeOffset at) =>
        _totals.OpenCases -= _session[SqliteDialect.CloseCase].Bind((long)state).Bind(by).Bind(because).Bind(at).Bind(id).RunCounted();

    private SqliteStatement Bind(string statement, NewCase report) => _session[statement]
        .Bind(report.Code).Bind(report.Subject?.Flow).Bind(report.Subject?.Id).Bind(report.Connection).Bind(report.Message).Bind(report.Hint)
        .Bind(report.Field).Bind(report.RemoteRequestId).Bind(report.At);
}
