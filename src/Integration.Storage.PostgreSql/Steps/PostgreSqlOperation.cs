using ErpSync.Storage.Steps;

namespace ErpSync.Storage.PostgreSql;

/// <summary>A step that waits for the writer.</summary>
/// <param name="needs">Says what the step reads.</param>
/// <param name="rows">Signals and commits in it: what a batch is measured by.</param>
/// <param name="ct">Cancels while it waits.</param>
internal abstract class PostgreSqlOperation(Action<PostgreSqlNeeds> needs, int rows, CancellationToken ct) : StoreOperation(rows, ct)
{
    public void Ask(PostgreSqlNeeds all) => needs(all);

    /// <summary>Runs on what was loaded; its result is kept back until the transaction is durable.</summary>
    public abstract void Run(PostgreSqlUnit unit);
}
