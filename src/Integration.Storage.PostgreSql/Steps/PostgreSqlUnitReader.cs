using Npgsql;
using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Loads what a transaction needs, with locks: lanes first, then subjects, then what belongs to them.</summary>
internal sealed class PostgreSqlUnitReader(PostgreSqlDialect dialect, PostgreSqlScript script, PostgreSqlNeeds needs, PostgreSqlUnit unit, int laneCount)
{
    public void Read()
    {
        // Whoever writes a link and whoever begins to wait for one must not miss each other.
        if (needs.Awaited.Count > 0)
        {
            script.Read(dialect.GateExclusive, _ => { }, Of(PostgreSqlDialect.LinkGate));
        }
        else if (needs.Written.Count > 0)
        {
            script.Read(dialect.GateShared, _ => { }, Of(PostgreSqlDialect.LinkGate));
        }

        if (needs.Lanes.Count > 0)
        {
            script.Read(dialect.LockLanes, row => unit.Epochs[row.GetInt32(0)] = row.GetInt64(1), Of(needs.Lanes.ToArray()));
        }

        needs.Claims.ForEach(Claim);

        ReadSubjects();
        ReadSignals();
        ReadEffects();
        if (needs.Awaited.Count > 0)
        {
            script.Read(dialect.ExistingLinks, row => unit.LinkAddresses.Add(row.GetString(0)), Of(needs.Awaited.ToArray()));
        }

        if (needs.CaseKeys.Count > 0 || needs.CaseIds.Count > 0 || needs.Ending.Count > 0)
        {
            var (flows, keys) = Columns(needs.Ending);
            script.Read(
                dialect.LockCases, row => unit.Cases.Load(PostgreSqlRows.CaseOf(row)), Of(needs.CaseKeys.ToArray()), flows, keys, Of(needs.CaseIds.ToArray()));
        }

        // Under the locks of the subjects, so that numbers grow per subject in the order of acceptance.
        Take(dialect.TakeSubjectIds, unit.SubjectIds, needs.Subjects.Count);
        Take(dialect.TakeSignalIds, unit.SignalIds, needs.Signals.Count);
        Take(dialect.TakeEffectIds, unit.EffectIds, needs.NewEffects);
        Take(dialect.TakeCaseIds, unit.Cases.Ids, needs.NewCases);
    }

    private void Claim(PostgreSqlClaim claim)
    {
        claim.Begin();
        var query = claim.Query;
        var epochs = new long[laneCount];
        foreach (var grant in query.Lanes.Where(grant => grant.Lane >= 0 && grant.Lane < laneCount))
        {
            epochs[grant.Lane] = grant.Epoch;
        }

        script.Read(
            dialect.Claim, claim.Add,
            [Of(epochs), Of<string>(query.Connection), Of<string>(query.Entity), Of(query.Now.UtcDateTime), Of((long)query.Limit), .. claim.From.Parameters]);
    }

    private void ReadSubjects()
    {
        if (needs.Subjects.Count == 0)
        {
            return;
        }

        var (flows, keys) = Columns(needs.Subjects);
        if (needs.Written.Count == 0)
        {
            script.Read(dialect.LockSubjects, row => unit.Load(SubjectOf(row)), flows, keys);
        }
        else
        {
            script.Read(dialect.LockSubjectsAndDependents, row => unit.Load(SubjectOf(row)), flows, keys, Of(needs.Written.ToArray()));
        }
    }

    private void ReadSignals()
    {
        if (needs.Signals.Count > 0)
        {
            script.Read(
                dialect.KnownDeliveries,
                row =>
                {
                    var signal = needs.Signals[(int)row.GetInt64(0) - 1];
                    unit.Deliveries.Add((signal.Subject, signal.Source, signal.DeliveryId));
                },
                Of(needs.Signals.Select(signal => signal.Subject.Flow).ToArray()), Of(needs.Signals.Select(signal => signal.Subject.Id).ToArray()),
                Of(needs.Signals.Select(signal => signal.Source).ToArray()), Of(needs.Signals.Select(signal => signal.DeliveryId).ToArray()));
        }

        if (needs.Ending.Count > 0)
        {
            var (flows, keys) = Columns(needs.Ending);
            script.Read(dialect.WaitingSignals, row => unit.LoadWaiting(row.GetInt64(0), row.GetInt64(1)), flows, keys);
        }
    }

    private void ReadEffects()
    {
        if (needs.OpenEffects.Count > 0)
        {
            var subjects = Sorted(needs.OpenEffects.Keys);
            script.Read(
                dialect.LockOpenEffects, row => unit.Load(EffectOf(row)), Of(Array.ConvertAll(subjects, subject => subject.Flow)),
                Of(Array.ConvertAll(subjects, subject => subject.Id)), Of(Array.ConvertAll(subjects, subject => Math.Max(0, needs.OpenEffects[subject]))));
        }

        if (needs.EffectIds.Count > 0)
        {
            script.Read(dialect.LockEffectsById, row => unit.Load(EffectOf(row)), Of(needs.EffectIds.ToArray()));
        }
    }

    private void Take(string text, Queue<long> ids, int count)
    {
        if (count > 0)
        {
            script.Read(text, row => ids.Enqueue(row.GetInt64(0)), Of(count));
        }
    }

    /// <summary>By key: the order in which rows are locked.</summary>
    private static (NpgsqlParameter Flows, NpgsqlParameter Keys) Columns(HashSet<SubjectKey> subjects)
    {
        var sorted = Sorted(subjects);
        return (Of(Array.ConvertAll(sorted, subject => subject.Flow)), Of(Array.ConvertAll(sorted, subject => subject.Id)));
    }

    private static SubjectKey[] Sorted(IEnumerable<SubjectKey> subjects)
    {
        var sorted = subjects.ToArray();
        Array.Sort(sorted, static (left, right) =>
            string.CompareOrdinal(left.Flow, right.Flow) is var flows and not 0 ? flows : string.CompareOrdinal(left.Id, right.Id));
        return sorted;
    }

    private static PostgreSqlSubject SubjectOf(NpgsqlDataReader row)
    {
        var subject = new PostgreSqlSubject(row.GetInt64(19), new SubjectKey(row.GetString(20), row.GetString(21))) { IsStored = true };
        var head = subject.Head;
        head.State = (SubjectState)row.GetInt32(0);
        head.LastSequence = row.GetInt64(1);
        head.DoneThrough = row.GetInt64(2);
        head.WaitingSignals = row.GetInt32(3);
        head.OccurredAt = row.Instant(4);
        head.DueAt = row.OptionalInstant(5);
        head.Attempt = row.GetInt32(6);
        head.Deadline = row.OptionalInstant(7);
        head.Cause = row.OptionalText(8);
        head.Title = row.OptionalText(9);
        head.ChangedAt = row.Instant(10);
        head.WakeOnSignal = row.GetBoolean(11);
        head.DependsOn = row.OptionalText(12);
        head.PlannedThrough = row.GetInt64(13);
        head.PlanApplied = row.GetBoolean(14);
        head.OpenEffects = row.GetInt32(15);
        head.CasedSequence = row.GetInt64(16);
        head.HasOpenCase = row.GetBoolean(17);
        return subject;
    }

    private static PostgreSqlEffect EffectOf(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1))
    {
        State = (EffectState)row.GetInt32(2),
        Blocked = row.GetBoolean(3),
        Attempt = row.GetInt32(4),
        DueAt = row.Instant(5),
        Probe = row.GetBoolean(6),
        Code = row.OptionalText(7),
        ChangedAt = row.Instant(8),
    };
}
