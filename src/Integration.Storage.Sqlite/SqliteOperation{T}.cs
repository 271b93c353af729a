namespace ErpSync.Storage.Sqlite;

/// <inheritdoc cref="SqliteOperation" />
internal sealed class SqliteOperation<T>(Func<SqliteUnit, T> step, int rows, CancellationToken ct) : SqliteOperation(rows, ct)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _completion.Task;

    public override void Run(SqliteUnit unit) => _result = step(unit);

    public override void Succeed() => _completion.TrySetResult(_result);

    public override void Fail(Exception reason) => _completion.TrySetException(reason);

    public override void Cancel() => _completion.TrySetCanceled(Cancellation);
}
