namespace ErpSync.Storage.PostgreSql;

/// <summary>Operations that share a transaction.</summary>
/// <param name="work">Kind of work that it began with.</param>
internal sealed class PostgreSqlBatch(PostgreSqlWork work)
{
    public List<PostgreSqlOperation> Operations { get; } = [];

    /// <summary>All subjects that they name.</summary>
    public HashSet<SubjectKey> Subjects { get; } = [];

    public int Rows { get; private set; }

    public PostgreSqlWork Work => work;

    public void Add(PostgreSqlOperation operation)
    {
        Operations.Add(operation);
        Subjects.UnionWith(operation.Subjects);
        Rows += operation.Rows;
    }
}
