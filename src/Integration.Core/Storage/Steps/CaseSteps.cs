namespace ErpSync.Storage.Steps;

/// <summary>The changes of cases: the rules that every store shares. Runs within one transaction.</summary>
/// <param name="rows">Rows of the transaction.</param>
public sealed class CaseSteps(IStoreRows rows)
{
    /// <summary>Opens a case outside a subject's commit, or counts it once more, and marks its subject, if it has one.</summary>
    /// <param name="report">Report.</param>
    public void OpenAlone(NewCase report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Open(report);
        if (report.Subject is { } key)
        {
            var subject = rows.SubjectOf(key);
            subject.Head.HasOpenCase = true;
            rows.Write(subject);
        }
    }

    /// <summary>Closes the open case of a key, if there is one, and lets its subject rest.</summary>
    /// <param name="key">Key.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    public void Close(string key, string reason, DateTimeOffset at)
    {
        if (rows.OpenCaseOf(key) is > 0 and var id && rows.CaseOf(id) is { } found)
        {
            rows.CloseCase(id, CaseState.Resolved, by: null, reason, at);
            Release(found, at);
        }
    }

    /// <summary>Does what a person decided.</summary>
    /// <param name="id">Case id.</param>
    /// <param name="decision">Decision.</param>
    /// <returns>False when the case is not open (any more).</returns>
    public bool Decide(long id, CaseDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (rows.CaseOf(id) is not { State: CaseState.Open } found)
        {
            return false;
        }

        if (decision.Action != CaseAction.Retry)
        {
            rows.CloseCase(id, decision.Action == CaseAction.Resolve ? CaseState.Resolved : CaseState.Ignored, decision.Actor, decision.Reason, decision.At);
        }

        if (found.Report.Subject is not { } key)
        {
            return true;
        }

        var subject = rows.SubjectOf(key);
        if (decision.Action == CaseAction.Retry)
        {
            if (subject.Head.CasedSequence is > 0 and var sequence)
            {
                rows.TurnSignal(subject, sequence, SignalOutcome.Cased, SignalOutcome.Waiting);
            }

            subject.Head.Retry(decision.At);
        }
        else
        {
            subject.Head.Release(decision.At);
        }

        rows.Write(subject);
        rows.AddStep(subject, CaseRules.EntryOf(found.Report.Code, decision));
        return true;
    }

    internal void Open(NewCase report)
    {
        if (rows.OpenCaseOf(report.Key) is > 0 and var open)
        {
            rows.CountCase(open, report);
        }
        else
        {
            rows.AddCase(report);
        }
    }

    internal void SettleAllOf(SubjectKey subject, DateTimeOffset at)
    {
        foreach (var id in rows.OpenCasesOf(subject))
        {
            rows.CloseCase(id, CaseState.Resolved, by: null, CaseRules.SettledByItself, at);
        }
    }

    private void Release(Case closed, DateTimeOffset at)
    {
        if (closed.Report.Subject is { } key)
        {
            var subject = rows.SubjectOf(key);
            subject.Head.Release(at);
            rows.Write(subject);
        }
    }
}
