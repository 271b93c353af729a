namespace ErpSync.Storage.PostgreSql;

/// <summary>Operations that share a transaction.</summary>
/// <param name="isClaim">Whether they claim effects; all do or none does.</param>
internal sealed class PostgreSqlBatch(bool isClaim)
{
    public List<PostgreSqlOperation> Operations { get; } = [];

    /// <summary>All subjects that they name.</summary>
    public HashSet<SubjectKey> Subjects { get; } = [];

    public int Rows { get; private set; }

    public bool IsClaim => isClaim;

    public void Add(PostgreSqlOperation operation)
    {
        Operations.Add(operation);
        Subjects.UnionWith(operation.Subjects);
        Rows += operation.Rows;
    }
}
