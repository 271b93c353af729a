namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>The limits of one user: requests at once, requests waiting, requests in a sliding window.</summary>
internal sealed class UserGate(SandboxErpOptions options) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(8);
    private readonly SemaphoreSlim _places = new(options.MaxRunningPerUser);
    private readonly Queue<DateTimeOffset> _window = new();
    private readonly Lock _gate = new();
    private int _present;

    /// <summary>Waits for a place.</summary>
    /// <exception cref="ErpError">429 when too many wait or too many came; 503 after eight minutes in the queue.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = options.Time.GetUtcNow();
            while (_window.TryPeek(out var oldest) && now - oldest > options.RateWindow)
            {
                _window.Dequeue();
            }

            var most = options.MaxRunningPerUser + options.MaxWaitingPerUser;
            if (_present >= most)
            {
                throw ErpError.TooManyRequests(_present + 1, most);
            }

            if (_window.Count >= options.MaxRequestsPerWindow)
            {
                throw ErpError.TooManyRequests(_window.Count + 1, options.MaxRequestsPerWindow);
            }

            _window.Enqueue(now);
            _present++;
        }

        using var patience = new CancellationTokenSource(LongestWait, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                _present--;
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw new ErpError(503, "Internal_ServerError", "The request waited too long in the queue.") { RetryAfterSeconds = 30 };
        }
    }

    public void Leave()
    {
        _places.Release();
        lock (_gate)
        {
            _present--;
        }
    }

    public void Dispose() => _places.Dispose();
}
