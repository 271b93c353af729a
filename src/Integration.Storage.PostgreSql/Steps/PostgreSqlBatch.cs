namespace ErpSync.Storage.PostgreSql;

/// <summary>Operations that share a transaction.</summary>
internal sealed class PostgreSqlBatch
{
    public List<PostgreSqlOperation> Operations { get; } = [];

    /// <summary>All subjects that they name.</summary>
    public HashSet<SubjectKey> Subjects { get; } = [];

    public int Rows { get; private set; }

    /// <summary>Whether they claim effects; all do or none does.</summary>
    public bool IsClaim { get; private set; }

    public void Add(PostgreSqlOperation operation)
    {
        Operations.Add(operation);
        Subjects.UnionWith(operation.Subjects);
        Rows += operation.Rows;
        IsClaim = operation.IsClaim;
    }
}
