using ErpSync.Storage.Steps;

namespace ErpSync.Storage.Sqlite;

/// <summary>A subject's row while a step works on it.</summary>
internal sealed class SqliteSubject(long id, SubjectKey key, int lane) : StoreSubject(id, key)
{
    private RareColumns _rare;

    public int Lane { get; } = lane;

    public bool IsStored { get; private set; }

    /// <summary>What a signal, a plan and its success leave alone; written only when it changed.</summary>
    private RareColumns Rare =>
        new(Head.Attempt, Head.Deadline, Head.Cause, Head.Title, Head.WakeOnSignal, Head.DependsOn, Head.CasedSequence, Head.HasOpenCase);

    public static SqliteSubject Find(SqliteSession session, long id)
    {
        var row = session[SqliteDialect.ReadSubject].Bind(id);
        row.Step();
        var subject = Read(row, new SubjectKey(row.Text(20), row.Text(21)));
        row.Reset();
        return subject;
    }

    public static SqliteSubject? Find(SqliteSession session, SubjectKey key)
    {
        var row = session[SqliteDialect.FindSubject].Bind(key.Flow).Bind(key.Id);
        var subject = row.Step() ? Read(row, key) : null;
        row.Reset();
        return subject;
    }

    /// <summary>Who waits for a link.</summary>
    public static IReadOnlyList<SubjectKey> FindDependents(SqliteSession session, string address)
    {
        var row = session[SqliteDialect.FindDependents].Bind(address);
        List<SubjectKey>? keys = null;
        while (row.Step())
        {
            (keys ??= []).Add(new SubjectKey(row.Text(0), row.Text(1)));
        }

        row.Reset();
        return keys ?? (IReadOnlyList<SubjectKey>)[];
    }

    public void Write(SqliteSession session)
    {
        if (IsStored && Rare == _rare)
        {
            session[SqliteDialect.UpdateHead]
                .Bind((long)Head.State).Bind(Head.LastSequence).Bind(Head.DoneThrough).Bind(Head.WaitingSignals).Bind(Head.OccurredAt).Bind(Head.DueAt)
                .Bind(Head.ChangedAt).Bind(Head.PlannedThrough).Bind(Head.PlanApplied).Bind(Head.OpenEffects).Bind(Id).Run();
            return;
        }

        var statement = session[IsStored ? SqliteDialect.UpdateSubject : SqliteDialect.AddSubject]
            .Bind((long)Head.State).Bind(Head.LastSequence).Bind(Head.DoneThrough).Bind(Head.WaitingSignals).Bind(Head.OccurredAt).Bind(Head.DueAt)
            .Bind(Head.Attempt).Bind(Head.Deadline).Bind(Head.Cause).Bind(Head.Title).Bind(Head.ChangedAt).Bind(Head.WakeOnSignal)
            .Bind(Head.DependsOn).Bind(Head.PlannedThrough).Bind(Head.PlanApplied).Bind(Head.OpenEffects).Bind(Head.CasedSequence)
            .Bind(Head.HasOpenCase).Bind(Id);
        if (!IsStored)
        {
            statement.Bind(Key.Flow).Bind(Key.Id).Bind(Lane);
        }

        statement.Run();
        IsStored = true;
        _rare = Rare;
    }

    private static SqliteSubject Read(SqliteStatement row, SubjectKey key)
    {
        var subject = new SqliteSubject(row.Number(18), key, row.Int(19)) { IsStored = true };
        var head = subject.Head;
        head.State = (SubjectState)row.Int(0);
        head.LastSequence = row.Number(1);
        head.DoneThrough = row.Number(2);
        head.WaitingSignals = row.Int(3);
        head.OccurredAt = row.Instant(4);
        head.DueAt = row.OptionalInstant(5);
        head.Attempt = row.Int(6);
        head.Deadline = row.OptionalInstant(7);
        head.Cause = row.OptionalText(8);
        head.Title = row.OptionalText(9);
        head.ChangedAt = row.Instant(10);
        head.WakeOnSignal = row.Flag(11);
        head.DependsOn = row.OptionalText(12);
        head.PlannedThrough = row.Number(13);
        head.PlanApplied = row.Flag(14);
        head.OpenEffects = row.Int(15);
        head.CasedSequence = row.Number(16);
        head.HasOpenCase = row.Flag(17);
        subject._rare = subject.Rare;
        return subject;
    }

    private readonly record struct RareColumns(
        int Attempt, DateTimeOffset? Deadline, string? Cause, string? Title, bool WakeOnSignal, string? DependsOn, long CasedSequence, bool HasOpenCase);
}
