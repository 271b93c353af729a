using ErpSync.Storage.Steps;

namespace ErpSync.Storage.Sqlite;

/// <summary>A step that waits for the writer.</summary>
/// <param name="rows">Signals and commits in it: what a batch is measured by.</param>
/// <param name="ct">Cancels while it waits.</param>
internal abstract class SqliteOperation(int rows, CancellationToken ct) : StoreOperation(rows, ct)
{
    /// <summary>Runs within the transaction; its result is kept back until that is durable.</summary>
    public abstract void Run(SqliteUnit unit);
}
