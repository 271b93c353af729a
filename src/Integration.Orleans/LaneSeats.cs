using Orleans.Runtime;

namespace ErpSync.Orleans;

/// <summary>The lanes whose grain is active in this silo, and those whose grain waits to go. Thread-safe.</summary>
internal sealed class LaneSeats
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, IGrainContext> _taken = [];
    private readonly Dictionary<int, TaskCompletionSource> _leaving = [];
    private Action? _changed;

    /// <summary>Lanes that are to be worked here.</summary>
    public HashSet<int> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken.Keys];
            }
        }
    }

    /// <summary>Lanes whose grain waits until they were given back.</summary>
    public HashSet<int> Leaving
    {
        get
        {
            lock (_gate)
            {
                return [.. _leaving.Keys];
            }
        }
    }

    /// <summary>Somebody works the lanes of the seats from now on; null: nobody does, and who waits may go.</summary>
    public void Serve(Action? changed)
    {
        lock (_gate)
        {
            _changed = changed;
        }

        if (changed is null)
        {
            Left(Leaving);
        }
    }

    /// <summary>A lane's grain is active here.</summary>
    public void Take(int lane, IGrainContext grain)
    {
        lock (_gate)
        {
            _taken[lane] = grain;
        }

        Changed();
    }

    /// <summary>A lane's grain wants to go: ends when the lane was given back, or with the time that Orleans gives a grain.</summary>
    public async Task LeaveAsync(int lane, IGrainContext grain, CancellationToken ct)
    {
        Task left;
        lock (_gate)
        {
            if (!_taken.TryGetValue(lane, out var active) || !ReferenceEquals(active, grain))
            {
                return;
            }

            _taken.Remove(lane);
            if (_changed is null)
            {
                return;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _leaving[lane] = source;
            left = source.Task;
        }

        Changed();
        await left.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>These lanes were given back.</summary>
    public void Left(IEnumerable<int> lanes)
    {
        foreach (var lane in lanes)
        {
            TaskCompletionSource? source;
            lock (_gate)
            {
                _leaving.Remove(lane, out source);
            }

            source?.TrySetResult();
        }
    }

    /// <summary>
    /// Asks the grain to go where its placement says. It migrates instead of only ending: a silo that remembers it here would call it here again and again, and Orleans starts a
    /// grain wherever a call for it arrives.
    /// </summary>
    public void Ask(int lane)
    {
        IGrainContext? grain;
        lock (_gate)
        {
            _taken.TryGetValue(lane, out grain);
        }

        grain?.Migrate(requestContext: null, CancellationToken.None);
    }

    private void Changed() => Volatile.Read(ref _changed)?.Invoke();
}
