namespace ErpSync.Storage.Sqlite;

/// <summary>What pruning did with one chunk of a table. Chunks are small so that the writer stays free for others in between.</summary>
/// <param name="Through">Last id looked at.</param>
/// <param name="Removed">Rows removed.</param>
/// <param name="IsLast">True when nothing old can follow.</param>
internal readonly record struct PrunedChunk(long Through, long Removed, bool IsLast)
{
    public static PrunedChunk Prune(SqliteSession session, PruneStatements table, long from, DateTimeOffset before, int rows)
    {
        var chunk = session[table.Chunk].Bind(from).Bind(rows);
        if (!chunk.Step() || chunk.IsNull(0))
        {
            chunk.Reset();
            return new PrunedChunk(from, 0, IsLast: true);
        }

        var (through, oldest) = (chunk.Number(0), chunk.Instant(1));
        chunk.Reset();
        if (oldest >= before)
        {
            return new PrunedChunk(through, 0, IsLast: true);
        }

        var removed = session[table.Remove].Bind(from).Bind(through).Bind(before).RunCounted();
        if (removed > 0 && table.Rest is { } rest)
        {
            session[rest].Bind(from).Bind(through).Run();
        }

        return new PrunedChunk(through, removed, IsLast: false);
    }
}
