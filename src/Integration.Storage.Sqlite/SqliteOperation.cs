namespace ErpSync.Storage.Sqlite;

/// <summary>A step that waits for the writer.</summary>
/// <param name="rows">Signals and commits in it: what a batch is measured by.</param>
/// <param name="ct">Cancels while it waits.</param>
internal abstract class SqliteOperation(int rows, CancellationToken ct)
{
    public int Rows { get; } = Math.Max(1, rows);

    public CancellationToken Cancellation { get; } = ct;

    /// <summary>Runs within the transaction; its result is kept back until that is durable.</summary>
    public abstract void Run(SqliteSteps steps);

    public abstract void Succeed();

    public abstract void Fail(Exception reason);

    public abstract void Cancel();
}
