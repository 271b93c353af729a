namespace ErpSync.Connectors;

/// <summary>
/// Lets attempts under one idempotency key take turns within a connection, for targets that remember no keys: the second attempt then finds what the first one made.
/// The engine works a subject serially, so this only matters when something else calls the connector. Thread-safe; holds only keys that are in use.
/// </summary>
public sealed class WriteTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits until no other attempt under the key is at work; dispose the result to let the next one go on.</summary>
    /// <param name="key">Key of the write.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled before it was its turn; nothing was sent.</exception>
    public async ValueTask<IDisposable> TakeAsync(IdempotencyKey key, CancellationToken ct)
    {
        Turn turn;
        lock (_lock)
        {
            if (!_turns.TryGetValue(key.Value, out turn!))
            {
                _turns[key.Value] = turn = new Turn();
            }

            turn.Users++;
        }

        try
        {
            await turn.Gate.WaitAsync(ct).ConfigureAwait(false);
        }
        catch
        {
            Leave(key, turn);
            throw;
        }

        return new Ticket(() =>
        {
            turn.Gate.Release();
            Leave(key, turn);
        });
    }

    private void Leave(IdempotencyKey key, Turn turn)
    {
        lock (_lock)
        {
            if (--turn.Users == 0)
            {
                _turns.Remove(key.Value);
                turn.Gate.Dispose();
            }
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Ticket(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
