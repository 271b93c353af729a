namespace ErpSync.Storage.PostgreSql;

/// <inheritdoc cref="PostgreSqlOperation" />
internal sealed class PostgreSqlOperation<T>(Action<PostgreSqlNeeds> needs, Func<PostgreSqlUnit, T> step, int laneCount, int rows, CancellationToken ct)
    : PostgreSqlOperation(needs, laneCount, rows, ct)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _completion.Task;

    public override void Run(PostgreSqlUnit unit) => _result = step(unit);

    public override void Succeed() => _completion.TrySetResult(_result);

    public override void Fail(Exception reason) => _completion.TrySetException(reason);

    public override void Cancel() => _completion.TrySetCanceled(Cancellation);
}
