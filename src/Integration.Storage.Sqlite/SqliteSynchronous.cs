namespace ErpSync.Storage.Sqlite;

/// <summary>When SQLite makes sure that a commit is on the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>With every group commit: acknowledged work survives a power cut. Default.</summary>
    Full,

    /// <summary>With every checkpoint of the write-ahead log: acknowledged work survives a crash of the process, a power cut may take the last of it.</summary>
    Normal,
}
