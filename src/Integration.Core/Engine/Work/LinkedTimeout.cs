namespace ErpSync.Engine;

/// <summary>A time limit joined with a cancellation.</summary>
internal sealed class LinkedTimeout : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public LinkedTimeout(TimeSpan limit, TimeProvider time, CancellationToken other)
    {
        _timeout = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, other);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
