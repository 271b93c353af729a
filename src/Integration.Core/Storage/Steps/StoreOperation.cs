namespace ErpSync.Storage.Steps;

/// <summary>A call that waits for a store's writer and shares a transaction with others.</summary>
/// <param name="rows">Signals and commits in it: what a batch is measured by; counts as 1 at least.</param>
/// <param name="ct">Cancels while it waits.</param>
public abstract class StoreOperation(int rows, CancellationToken ct)
{
    /// <summary>Signals and commits in it, at least 1.</summary>
    public int Rows { get; } = Math.Max(1, rows);

    /// <summary>Cancels while it waits.</summary>
    public CancellationToken Cancellation { get; } = ct;

    /// <summary>The transaction is durable: the caller hears of its result.</summary>
    public abstract void Succeed();

    /// <summary>Nothing of it was kept.</summary>
    /// <param name="reason">Why.</param>
    public abstract void Fail(Exception reason);

    /// <summary>It was cancelled before it began.</summary>
    public abstract void Cancel();
}
