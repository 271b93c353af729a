namespace ErpSync.Storage.PostgreSql;

/// <summary>One look into a queue.</summary>
/// <param name="queue">The queue.</param>
/// <param name="from">Where it begins.</param>
/// <param name="lookedFromStart">When the last look from the start began, this one included.</param>
/// <typeparam name="TQueue">Names a queue.</typeparam>
internal sealed class PostgreSqlLook<TQueue>(TQueue queue, PostgreSqlPlace from, long lookedFromStart)
{
    public TQueue Queue { get; } = queue;

    public PostgreSqlPlace From { get; } = from;

    public long LookedFromStart { get; } = lookedFromStart;

    /// <summary>The first place at which something was put meanwhile.</summary>
    public PostgreSqlPlace Put { get; set; } = PostgreSqlPlace.End;
}
