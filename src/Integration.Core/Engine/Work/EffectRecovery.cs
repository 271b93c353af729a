using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>
/// Takes up writes that a broken store call left behind: marked as being sent while nobody sends them, or sent while their answer is not on record. They are
/// looked up before anything is sent again. Steps that mark or unmark writes run inside a pass; the recovery waits until there is none, so that it never takes up
/// a write that is under way.
/// </summary>
internal sealed class EffectRecovery(
    ISyncStore store, LaneTable lanes, ConnectionRegistry connections, WakeBoard wakes, EngineOptions options, EngineThreads threads, TimeProvider time, ILogger<EffectRecovery> logger)
{
    private readonly Lock _lock = new();
    private readonly WakeSignal _asked = new(threads);
    private TaskCompletionSource? _closed;
    private TaskCompletionSource? _drained;
    private int _passes;
    private bool _isNeeded;

    /// <summary>Waits while a recovery runs.</summary>
    public async ValueTask<Pass> EnterAsync(CancellationToken ct)
    {
        while (true)
        {
            Task closed;
            lock (_lock)
            {
                if (_closed is null)
                {
                    _passes++;
                    return new Pass(this);
                }

                closed = _closed.Task;
            }

            await closed.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>A step inside a pass failed: what it marked may have been left behind.</summary>
    public void Ask()
    {
        lock (_lock)
        {
            _isNeeded = true;
        }

        _asked.Pulse();
    }

    /// <summary>Recovers when asked, until cancelled; whoever owns the lanes next recovers the rest.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var asked = _asked.Next;
            try
            {
                if (_isNeeded)
                {
                    await RecoverAsync(ct).ConfigureAwait(false);
                }

                await _asked.WaitAsync(asked, options.WaitPoll, time, ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>How long after its sending a write is surely visible to a look-up.</summary>
    public TimeSpan LagOf(string connection, string entity) =>
        connections.Find(connection)?.Connector.Descriptor.Find(entity)?.ConsistencyLag ?? TimeSpan.Zero;

    private async ValueTask RecoverAsync(CancellationToken ct)
    {
        var drained = Close();
        try
        {
            await drained.WaitAsync(ct).ConfigureAwait(false);
            wakes.CloseSinks();
            while (_isNeeded)
            {
                try
                {
                    var recovered = await store.RetakeEffectsAsync(lanes.Current.Grants, LagOf, ct).ConfigureAwait(false);
                    EngineLog.EffectsRecovered(logger, recovered);
                    _isNeeded = false;
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    EngineLog.TaskFailed(logger, "recovery of writes", Faults.Of(exception, "The recovery of writes").Code, exception);
                    await Task.Delay(options.FirstBackoff, time, ct).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            Open();
        }

        wakes.PulseSinks();
    }

    private Task Close()
    {
        lock (_lock)
        {
            _closed = threads.Source();
            _drained = threads.Source();
            if (_passes == 0)
            {
                threads.Complete(_drained);
            }

            return _drained.Task;
        }
    }

    private void Open()
    {
        TaskCompletionSource closed;
        lock (_lock)
        {
            closed = _closed!;
            _closed = null;
            _drained = null;
        }

        threads.Complete(closed);
    }

    private void Leave()
    {
        TaskCompletionSource? drained;
        lock (_lock)
        {
            drained = --_passes == 0 ? _drained : null;
        }

        if (drained is not null)
        {
            threads.Complete(drained);
        }
    }

    /// <summary>Leave to mark and unmark writes; dispose it when done.</summary>
    internal readonly struct Pass(EffectRecovery recovery) : IDisposable
    {
        public void Dispose() => recovery.Leave();
    }
}
