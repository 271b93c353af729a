using ErpSync.Connectors;
using Polly;

namespace ErpSync.Engine;

/// <summary>
/// The one way to a connection: at most so many calls at once, none while the rate budget rests, the circuit is open or the credentials are
/// refused, and none for a part of it that lacks a permission.
/// Shared by every flow, so that one budget is one budget.
/// </summary>
internal sealed class ConnectionGate(string id, ConnectionOptions options, EngineThreads threads, TimeProvider time)
{
    private readonly ConcurrencySlots _slots = new(options.MaxConcurrency, threads);
    private readonly Lock _lock = new();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private readonly RefusedParts _parts = new(options.RecheckInterval);
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
    /// <param name="part">What the call is for (<see cref="ConnectionPart"/>).</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async ValueTask<Lease> EnterAsync(string part, CancellationToken ct)
    {
        while (true)
        {
            await WaitOpenAsync(part, ct).ConfigureAwait(false);
            await _slots.EnterAsync(ct).ConfigureAwait(false);
            if (IsOpen(part))
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
    /// <param name="part">What the call was for.</param>
    /// <param name="fault">Its fault.</param>
    public Refusal Observe(string part, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Throttled:
                Pause(fault.RetryAfter ?? Options.ThrottlePause);
                return Refusal.None;
            case FaultKind.Unauthorized:
                lock (_lock)
                {
                    if (_refused is not null)
                    {
                        return Refusal.None;
                    }

                    var refusal = _parts.Refuse(part, time.GetUtcNow());
                    if (refusal == Refusal.Connection)
                    {
                        _refused = threads.Source();
                    }

                    return refusal;
                }

            default:
                return Refusal.None;
        }
    }

    /// <summary>A call was answered, whatever else the answer was than a refusal.</summary>
    public void Served(string part)
    {
        lock (_lock)
        {
            _parts.Serve(part);
        }
    }

    /// <summary>The check found the credentials refused.</summary>
    /// <returns>False when that was known.</returns>
    public bool Refuse()
    {
        lock (_lock)
        {
            if (_refused is not null)
            {
                return false;
            }

            _refused = threads.Source();
            return true;
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

    /// <summary>The credentials work.</summary>
    /// <returns>True when they were refused until now.</returns>
    public bool Accept()
    {
        TaskCompletionSource? refused;
        lock (_lock)
        {
            refused = _refused;
            _refused = null;
            _parts.Acquit(time.GetUtcNow());
        }

        if (refused is not null)
        {
            threads.Complete(refused);
        }

        return refused is not null;
    }

    private bool IsOpen(string part)
    {
        lock (_lock)
        {
            return _refused is null && RestOf(part) <= TimeSpan.Zero;
        }
    }

    private TimeSpan RestOf(string part)
    {
        var until = _parts.RestsUntil(part);
        return (until > _pausedUntil ? until : _pausedUntil) - time.GetUtcNow();
    }

    private async ValueTask WaitOpenAsync(string part, CancellationToken ct)
    {
        while (true)
        {
            Task? refused;
            TimeSpan rest;
            lock (_lock)
            {
                refused = _refused?.Task;
                rest = RestOf(part);
            }

            if (refused is not null)
            {
                await refused.WaitAsync(ct).ConfigureAwait(false);
            }
            else if (rest > TimeSpan.Zero)
            {
                // A delay counts whole milliseconds: rounded down, the last one would be spent asking again and again.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), time, ct).ConfigureAwait(false);
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
