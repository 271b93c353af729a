using Npgsql;
using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Writes what became of a transaction's rows: one statement per table and kind of change, however many rows.</summary>
internal sealed class PostgreSqlUnitWriter(PostgreSqlDialect dialect, PostgreSqlScript script, PostgreSqlUnit unit, int laneCount)
{
    /// <summary>Adds the statements; false when there is nothing to write.</summary>
    public bool Write(int shard)
    {
        var before = script.Count;

        // By key, so that two transactions that create the same ones wait for each other in one direction only.
        var added = unit.ChangedSubjects.Where(subject => !subject.IsStored)
            .OrderBy(subject => subject.Key.Flow, StringComparer.Ordinal).ThenBy(subject => subject.Key.Id, StringComparer.Ordinal);
        WriteSubjects(dialect.AddSubjects, [.. added], isNew: true);
        WriteSubjects(dialect.UpdateSubjects, [.. unit.ChangedSubjects.Where(subject => subject.IsStored).OrderBy(subject => subject.Id)], isNew: false);
        WriteSignals();
        WriteEffects();
        WriteLinks();
        WriteCases(dialect.AddCases, [.. unit.Cases.Added]);
        WriteCases(dialect.UpdateCases, [.. unit.Cases.Changed]);
        if (unit.Steps.Count > 0)
        {
            script.Add(
                dialect.AddSteps, Column(unit.Steps, step => step.SubjectId), Column(unit.Steps, step => step.Entry.At.UtcDateTime),
                Column(unit.Steps, step => step.Entry.Code), Column(unit.Steps, step => step.Entry.Text));
        }

        WriteCheckpoints();
        if (!unit.Totals.IsEmpty)
        {
            // Last, because other processes may wait for the row.
            var totals = unit.Totals;
            script.Add(
                dialect.AddTotals, Of(shard), Of(totals[SignalOutcome.Waiting]), Of(totals[SignalOutcome.Applied]), Of(totals[SignalOutcome.Unchanged]),
                Of(totals[SignalOutcome.Superseded]), Of(totals[SignalOutcome.Cased]), Of(totals.OpenCases), Of(totals.PendingEffects));
        }

        return script.Count > before;
    }

    private void WriteSubjects(string text, IReadOnlyList<PostgreSqlSubject> subjects, bool isNew)
    {
        if (subjects.Count == 0)
        {
            return;
        }

        List<NpgsqlParameter> columns =
        [
            Column(subjects, s => (int)s.Head.State), Column(subjects, s => s.Head.LastSequence), Column(subjects, s => s.Head.DoneThrough),
            Column(subjects, s => s.Head.WaitingSignals), Column(subjects, s => s.Head.OccurredAt.UtcDateTime), Column(subjects, s => s.Head.DueAt?.UtcDateTime),
            Column(subjects, s => s.Head.Attempt), Column(subjects, s => s.Head.Deadline?.UtcDateTime), Column(subjects, s => s.Head.Cause),
            Column(subjects, s => s.Head.Title), Column(subjects, s => s.Head.ChangedAt.UtcDateTime), Column(subjects, s => s.Head.WakeOnSignal),
            Column(subjects, s => s.Head.DependsOn), Column(subjects, s => s.Head.PlannedThrough), Column(subjects, s => s.Head.PlanApplied),
            Column(subjects, s => s.Head.OpenEffects), Column(subjects, s => s.Head.CasedSequence), Column(subjects, s => s.Head.HasOpenCase),
            Column(subjects, s => s.Search), Column(subjects, s => s.Id),
        ];
        if (isNew)
        {
            columns.AddRange([Column(subjects, s => s.Key.Flow), Column(subjects, s => s.Key.Id), Column(subjects, s => LaneHash.Of(s.Key, laneCount))]);
        }

        script.Add(text, [.. columns]);
    }

    private void WriteSignals()
    {
        var added = unit.NewSignals;
        if (added.Count > 0)
        {
            script.Add(
                dialect.AddSignals, Column(added, s => s.Id), Column(added, s => s.SubjectId), Column(added, s => s.Signal.Source),
                Column(added, s => s.Signal.DeliveryId), Column(added, s => s.Signal.OccurredAt.UtcDateTime), Column(added, s => s.Signal.AcceptedAt.UtcDateTime),
                Column(added, s => (int)s.Outcome));
        }

        var bodies = added.Where(signal => !signal.Signal.Body.IsEmpty).ToList();
        if (bodies.Count > 0)
        {
            script.Add(dialect.AddBodies, Column(bodies, s => s.Id), Column(bodies, s => s.Signal.Body.ToArray()));
        }

        if (unit.Outcomes.Count > 0)
        {
            script.Add(dialect.EndSignals, Column(unit.Outcomes, pair => pair.Key), Column(unit.Outcomes, pair => (int)pair.Value));
        }
    }

    private void WriteEffects()
    {
        var added = unit.NewEffects;
        if (added.Count > 0)
        {
            script.Add(
                dialect.AddEffects, Column(added, e => e.Id), Column(added, e => e.SubjectId), Column(added, e => e.Lane), Column(added, e => e.Added!.Connection),
                Column(added, e => e.Added!.Entity), Column(added, e => (int)e.Added!.Kind), Column(added, e => e.Added!.Key.Value),
                Column(added, e => e.Added!.Target?.Id), Column(added, e => e.Added!.Target?.Version), Column(added, e => e.Added!.Target?.DisplayNumber),
                Column(added, e => e.Added!.LinkName), Column(added, e => e.Added!.LinkMemo), Column(added, e => e.Added!.Title),
                Column(added, e => e.Added!.SignalAgain), Column(added, e => e.DueAt.UtcDateTime), Column(added, e => (int)e.State), Column(added, e => e.Blocked),
                Column(added, e => e.Attempt), Column(added, e => e.DueAt.UtcDateTime), Column(added, e => e.Probe), Column(added, e => e.Code),
                Column(added, e => e.ChangedAt.UtcDateTime), Column(added, e => e.ClaimEpoch));
            script.Add(dialect.AddPayloads, Column(added, e => e.Id), Column(added, e => e.Added!.Payload.ToArray()));
        }

        var changed = unit.ChangedEffects.Values;
        if (changed.Count > 0)
        {
            script.Add(
                dialect.UpdateEffects, Column(changed, e => e.Id), Column(changed, e => (int)e.State), Column(changed, e => e.Blocked), Column(changed, e => e.Attempt),
                Column(changed, e => e.DueAt.UtcDateTime), Column(changed, e => e.Probe), Column(changed, e => e.Code), Column(changed, e => e.ChangedAt.UtcDateTime));
        }
    }

    private void WriteLinks()
    {
        var links = unit.Links.Values;
        if (links.Count > 0)
        {
            script.Add(
                dialect.PutLinks, Column(links, l => l.Address), Column(links, l => l.Subject.Flow), Column(links, l => l.Subject.Id), Column(links, l => l.Name),
                Column(links, l => l.Connection), Column(links, l => l.Entity), Column(links, l => l.Ref.Id), Column(links, l => l.Ref.Version),
                Column(links, l => l.Ref.DisplayNumber), Column(links, l => l.Memo), Column(links, l => l.At.UtcDateTime));
        }
    }

    private void WriteCases(string text, IReadOnlyList<Case> cases)
    {
        if (cases.Count > 0)
        {
            script.Add(
                text, Column(cases, c => c.Id), Column(cases, c => (int)c.State), Column(cases, c => c.Report.Key), Column(cases, c => c.Report.Code),
                Column(cases, c => c.Report.Subject?.Flow), Column(cases, c => c.Report.Subject?.Id), Column(cases, c => c.Report.Connection),
                Column(cases, c => c.Report.Message), Column(cases, c => c.Report.Hint), Column(cases, c => c.Report.Field),
                Column(cases, c => c.Report.RemoteRequestId), Column(cases, c => c.Report.At.UtcDateTime), Column(cases, c => c.OpenedAt.UtcDateTime),
                Column(cases, c => c.Count), Column(cases, c => c.ClosedBy), Column(cases, c => c.ClosedBecause), Column(cases, c => c.ClosedAt?.UtcDateTime));
        }
    }

    private void WriteCheckpoints()
    {
        var saved = unit.Checkpoints.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (saved.Count > 0)
        {
            script.Add(dialect.PutCheckpoints, Column(saved, pair => pair.Key), Column(saved, pair => pair.Value));
        }

        var removed = unit.Checkpoints.Where(pair => pair.Value is null).ToList();
        if (removed.Count > 0)
        {
            script.Add(dialect.RemoveCheckpoints, Column(removed, pair => pair.Key));
        }
    }

    private static NpgsqlParameter Column<TRow, TValue>(IReadOnlyCollection<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        var index = 0;
        foreach (var row in rows)
        {
            column[index++] = value(row);
        }

        return Of(column);
    }
}
