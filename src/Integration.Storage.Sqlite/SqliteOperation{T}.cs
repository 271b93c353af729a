namespace ErpSync.Storage.Sqlite;

/// <inheritdoc cref="SqliteOperation" />
internal sealed class SqliteOperation<T>(Func<SqliteSteps, T> step, int rows, CancellationToken ct) : SqliteOperation(rows, ct)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _completion.Task;

    public override void Run(SqliteSteps steps) => _result = step(steps);

    public override void Succeed() => _completion.TrySetResult(_result);

    public override void Fail(Exception reason) => _completion.TrySetException(reason);

    public override void Cancel() => _completion.TrySetCanceled(Cancellation);
}
