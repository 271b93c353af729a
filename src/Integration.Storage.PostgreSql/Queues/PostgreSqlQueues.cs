namespace ErpSync.Storage.PostgreSql;

/// <summary>The queues of this process: subjects that are ready, by flow and the first of a worker's lanes, and effects that are due, by connection and entity.</summary>
internal sealed class PostgreSqlQueues(TimeProvider time)
{
    public PostgreSqlFronts<(string Flow, int FirstLane)> Subjects { get; } = new(time);

    public PostgreSqlFronts<(string Connection, string Entity)> Effects { get; } = new(time);

    /// <summary>What a transaction put into them is there.</summary>
    public void Committed(PostgreSqlUnit unit)
    {
        foreach (var ready in unit.ChangedSubjects.Where(subject => subject.Head.State == SubjectState.Ready).GroupBy(subject => subject.Key.Flow))
        {
            Subjects.Put(ready.Min(subject => new PostgreSqlPlace(subject.Head.DueAt ?? DateTimeOffset.MinValue, subject.Id)), queue => queue.Flow == ready.Key);
        }

        foreach (var ready in unit.NewEffects.Where(IsReady).GroupBy(effect => (effect.Added!.Connection, effect.Added.Entity)))
        {
            Effects.Put(ready.Min(Place), queue => queue == ready.Key);
        }

        if (unit.ChangedEffects.Values.Any(IsReady))
        {
            Effects.Put(unit.ChangedEffects.Values.Where(IsReady).Min(Place), static _ => true);
        }
    }

    /// <summary>Effects that other processes had taken are due again.</summary>
    public void Recovered() => Effects.Put(PostgreSqlPlace.Start, static _ => true);

    private static bool IsReady(PostgreSqlEffect effect) => effect is { State: EffectState.Ready, Blocked: false };

    private static PostgreSqlPlace Place(PostgreSqlEffect effect) => new(effect.DueAt, effect.Id);
}
