namespace ErpSync.Storage.Sqlite;

/// <summary>The changes of cases.</summary>
internal sealed class SqliteCaseSteps(SqliteSteps steps)
{
    private readonly SqliteSession _session = steps.Session;

    /// <summary>Opens a case outside a subject's commit and marks its subject, if it has one.</summary>
    public void OpenAlone(NewCase report)
    {
        Open(report);
        if (report.Subject is { } key)
        {
            var subject = steps.SubjectOf(key);
            subject.Head.HasOpenCase = true;
            steps.Write(subject);
        }
    }

    public void Open(NewCase report)
    {
        var open = FindOpen(report.Key);
        var statement = _session[open > 0 ? SqliteDialect.CountCase : SqliteDialect.AddCase]
            .Bind(report.Code).Bind(report.Subject?.Flow).Bind(report.Subject?.Id).Bind(report.Connection).Bind(report.Message).Bind(report.Hint)
            .Bind(report.Field).Bind(report.RemoteRequestId).Bind(report.At);
        if (open > 0)
        {
            statement.Bind(open).Run();
            return;
        }

        statement.Bind(++steps.Totals.LastCase).Bind(report.Key).Run();
        steps.Totals.OpenCases++;
    }

    public void Close(string key, string reason, DateTimeOffset at)
    {
        if (FindOpen(key) is > 0 and var id)
        {
            Close(id, CaseState.Resolved, by: null, reason, at);
            Release(Find(id)!, at);
        }
    }

    public void CloseAllOf(SubjectKey subject, string reason, DateTimeOffset at)
    {
        var row = _session[SqliteDialect.FindOpenCasesOf].Bind(subject.Flow).Bind(subject.Id);
        var ids = new List<long>();
        while (row.Step())
        {
            ids.Add(row.Number(0));
        }

        row.Reset();
        ids.ForEach(id => Close(id, CaseState.Resolved, by: null, reason, at));
    }

    public bool Decide(long id, CaseDecision decision)
    {
        if (Find(id) is not { State: CaseState.Open } found)
        {
            return false;
        }

        if (decision.Action != CaseAction.Retry)
        {
            Close(id, decision.Action == CaseAction.Resolve ? CaseState.Resolved : CaseState.Ignored, decision.Actor, decision.Reason, decision.At);
        }

        if (found.Report.Subject is not { } key)
        {
            return true;
        }

        var subject = steps.SubjectOf(key);
        if (decision.Action == CaseAction.Retry)
        {
            if (subject.Head.CasedSequence is > 0 and var sequence)
            {
                steps.Turn(subject, sequence, SignalOutcome.Cased, SignalOutcome.Waiting);
            }

            subject.Head.Retry(decision.At);
        }
        else
        {
            subject.Head.Release(decision.At);
        }

        steps.Write(subject);
        var entry = CaseRules.EntryOf(found.Report.Code, decision);
        _session[SqliteDialect.AddStep].Bind(subject.Id).Bind(entry.At).Bind(entry.Code).Bind(entry.Text).Run();
        return true;
    }

    private void Release(Case closed, DateTimeOffset at)
    {
        if (closed.Report.Subject is { } key)
        {
            var subject = steps.SubjectOf(key);
            subject.Head.Release(at);
            steps.Write(subject);
        }
    }

    private long FindOpen(string key)
    {
        var row = _session[SqliteDialect.FindOpenCase].Bind(key);
        var id = row.Step() ? row.Number(0) : 0;
        row.Reset();
        return id;
    }

    private Case? Find(long id)
    {
        var row = _session[SqliteDialect.ReadCase].Bind(id);
        var found = row.Step() ? SqliteRows.CaseOf(row) : null;
        row.Reset();
        return found;
    }

    private void Close(long id, CaseState state, string? by, string because, DateTimeOffset at)
    {
        if (_session[SqliteDialect.CloseCase].Bind((long)state).Bind(by).Bind(because).Bind(at).Bind(id).RunCounted() > 0)
        {
            steps.Totals.OpenCases--;
        }
    }
}
