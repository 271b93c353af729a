namespace ErpSync.Storage.Sqlite;

/// <summary>Settings of the SQLite store.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>Database file. Its folder must exist and be on a local disk; <c>-wal</c>, <c>-shm</c> and <c>.lock</c> files appear beside it.</summary>
    public required string Path { get; init; }

    /// <summary>When a commit is on the disk. Default <see cref="SqliteSynchronous.Full"/>.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>Number of lanes of a new database, 1 to 65,536. An existing one must have the same. Default 256.</summary>
    public int LaneCount { get; init; } = 256;

    /// <summary>Most calls that wait for the writer, 1 to 1,000,000; further ones wait for room. Default 1,024.</summary>
    public int MaxQueuedOperations { get; init; } = 1024;

    /// <summary>Most signals and commits that are put into one transaction, 1 to 1,000,000. One call is never split. Default 2,000.</summary>
    public int MaxBatchRows { get; init; } = 2000;

    /// <summary>Most reads at the same time, 1 to 64. Default 4.</summary>
    public int MaxReaders { get; init; } = 4;

    /// <summary>How long to wait for a lock that another process holds on the file, up to 1 hour. Default 5 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pages of 4 KiB after which the write-ahead log is copied into the database, 1 to 1,000,000. Default 4,000 (16 MiB).</summary>
    public int CheckpointPages { get; init; } = 4000;

    /// <summary>Page cache of the writer in KiB, 100 to 4,000,000. Default 32,768.</summary>
    public int CacheKilobytes { get; init; } = 32768;

    /// <summary>Rows of subjects that the writer keeps in memory so that it need not read them again, 2 to 10,000,000. Default 20,000, about 8 MiB.</summary>
    public int MaxCachedSubjects { get; init; } = 20_000;

    /// <summary>Largest size of the database in pages of 4 KiB, 1 to 4,000,000,000; a step beyond it is refused as on a full disk. Default 0: as large as the disk.</summary>
    public long MaxDatabasePages { get; init; }

    /// <summary>Rows looked at per step when pruning, 1 to 1,000,000. Default 5,000.</summary>
    public int PruneChunkRows { get; init; } = 5000;

    /// <summary>Everything that is wrong with these settings, each with option, value, limit and remedy; empty when they are well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Path) || Path.Contains(":memory:", StringComparison.Ordinal))
        {
            errors.Add($"{nameof(Path)} is '{Path}'; it must name a file. Use the in-memory store when nothing is to be kept.");
        }

        Range(nameof(LaneCount), LaneCount, 1, 65_536);
        Range(nameof(MaxQueuedOperations), MaxQueuedOperations, 1, 1_000_000);
        Range(nameof(MaxBatchRows), MaxBatchRows, 1, 1_000_000);
        Range(nameof(MaxReaders), MaxReaders, 1, 64);
        Range(nameof(CheckpointPages), CheckpointPages, 1, 1_000_000);
        Range(nameof(CacheKilobytes), CacheKilobytes, 100, 4_000_000);
        Range(nameof(MaxCachedSubjects), MaxCachedSubjects, 2, 10_000_000);
        Range(nameof(PruneChunkRows), PruneChunkRows, 1, 1_000_000);
        if (MaxDatabasePages is < 0 or > 4_000_000_000)
        {
            errors.Add($"{nameof(MaxDatabasePages)} is {MaxDatabasePages}; it must be between 0 and 4000000000. Leave it out to use the whole disk.");
        }

        if (BusyTimeout < TimeSpan.Zero || BusyTimeout > TimeSpan.FromHours(1))
        {
            errors.Add($"{nameof(BusyTimeout)} is {BusyTimeout}; it must be between 0 and 1 hour. Leave it at its default of 5 seconds.");
        }

        if (!Enum.IsDefined(Synchronous))
        {
            errors.Add($"{nameof(Synchronous)} is {Synchronous}; it must be {SqliteSynchronous.Full} or {SqliteSynchronous.Normal}.");
        }

        return errors;

        void Range(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{name} is {value}; it must be between {least} and {most}. Leave it out to use its default.");
            }
        }
    }
}
