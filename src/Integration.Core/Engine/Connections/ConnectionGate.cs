using ErpSync.Connectors;
using Polly;

namespace ErpSync.Engine;

/// <summary>
/// The one way to a connection: at most so many calls at once, none while the rate budget rests, the circuit is open or the credentials are refused.
/// Shared by every flow, so that one budget is one budget.
/// </summary>
internal sealed class ConnectionGate(string id, ConnectionOptions options, EngineThreads threads, TimeProvider time)
{
    private readonly ConcurrencySlots _slots = new(options.MaxConcurrency, threads);
    private readonly Lock _lock = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private TaskCompletionSource? _refused;

    public string Id { get; } = id;

    public ConnectionOptions Options { get; } = options;

    /// <summary>Time limit and circuit breaker of every call, or what the host put in their place.</summary>
    public ResiliencePipeline Pipeline { get; } = options.Pipeline ?? ConnectionPipeline.Default(options, time);

    /// <summary>Until when no call goes out, or null.</summary>
    public DateTimeOffset? PausedUntil
    {
        get
        {
            lock (_lock)
            {
                return _pausedUntil > time.GetUtcNow() ? _pausedUntil : null;
            }
        }
    }

    /// <summary>True while the remote system refuses our credentials.</summary>
    public bool IsRefused
    {
        get
        {
            lock (_lock)
            {
                return _refused is not null;
            }
        }
    }

    /// <summary>Waits for a slot, past pauses and refusals.</summary>
    public async ValueTask<Lease> EnterAsync(CancellationToken ct)
    {
        while (true)
        {
            await WaitOpenAsync(ct).ConfigureAwait(false);
            await _slots.EnterAsync(ct).ConfigureAwait(false);
            if (IsOpen())
            {
                return new Lease(this);
            }

            _slots.Leave();
        }
    }

    /// <summary>Rests the connection; a longer rest already in force stays.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + duration;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    /// <summary>Learns from a fault of a call.</summary>
    /// <returns>True when this is the call that found the credentials refused.</returns>
    public bool Observe(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Throttled:
                Pause(fault.RetryAfter ?? Options.ThrottlePause);
                return false;
            case FaultKind.Unauthorized:
                lock (_lock)
                {
                    if (_refused is not null)
                    {
                        return false;
                    }

                    _refused = threads.Source();
                    return true;
                }

            default:
                return false;
        }
    }

    /// <summary>Keeps the reserve of a rate budget free.</summary>
    public void Observe(RateBudget budget)
    {
        var floor = budget.Capacity * Options.BudgetReserve;
        if (budget.Remaining < floor && budget.RestorePerSecond > 0)
        {
            Pause(TimeSpan.FromSeconds((double)((floor - budget.Remaining) / budget.RestorePerSecond)));
        }
    }

    /// <summary>The credentials work again.</summary>
    public void Accept()
    {
        TaskCompletionSource? refused;
        lock (_lock)
        {
            refused = _refused;
            _refused = null;
        }

        if (refused is not null)
        {
            threads.Complete(refused);
        }
    }

    private bool IsOpen()
    {
        lock (_lock)
        {
            return _refused is null && _pausedUntil <= time.GetUtcNow();
        }
    }

    private async ValueTask WaitOpenAsync(CancellationToken ct)
    {
        while (true)
        {
            Task? refused;
            TimeSpan rest;
            lock (_lock)
            {
                refused = _refused?.Task;
                rest = _pausedUntil - time.GetUtcNow();
            }

            if (refused is not null)
            {
                await refused.WaitAsync(ct).ConfigureAwait(false);
            }
            else if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, ct).ConfigureAwait(false);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A slot; dispose it after the call.</summary>
    internal readonly struct Lease(ConnectionGate gate) : IDisposable
    {
        public void Dispose() => gate._slots.Leave();
    }
}
