namespace ErpSync.Storage.Sqlite;

/// <summary>How one table is pruned, chunk by chunk along its ids.</summary>
/// <param name="Chunk">End of the next chunk and the oldest instant in it.</param>
/// <param name="Remove">Removes what is finished and old in the chunk.</param>
/// <param name="Rest">Removes what belonged to the removed rows, or null.</param>
internal sealed record PruneStatements(string Chunk, string Remove, string? Rest);
