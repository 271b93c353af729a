using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// What awaits the dispatchers of one sink: effects that were committed as being sent and are handed over in memory, and whether the store may hold due ones besides.
/// Bounded; what finds no room stays in the store. Nothing is handed over while more is due in the store than a look takes, so that the newer do not overtake it for long.
/// </summary>
internal sealed class SinkQueue(EngineThreads threads)
{
    private readonly Lock _lock = new();
    private readonly Queue<ClaimedEffect> _handed = new();
    private int _capacity;
    private int _promised;
    private bool _isBehind = true;
    private long _looks = 1;
    private long _looked;

    public WakeSignal Wake { get; } = new(threads);

    /// <summary>Counts the reasons to look into the store; take it before looking.</summary>
    public long Looks => Volatile.Read(ref _looks);

    public bool ShouldLook
    {
        get
        {
            lock (_lock)
            {
                return _looked < _looks;
            }
        }
    }

    /// <summary>The store may hold due effects: dispatchers look there.</summary>
    public void Pulse()
    {
        Look();
        Wake.Pulse();
    }

    public void Look()
    {
        lock (_lock)
        {
            _looks++;
        }
    }

    /// <summary>Nothing due was left in the store when <see cref="Looks"/> was <paramref name="looks"/>.</summary>
    public void Exhausted(long looks)
    {
        lock (_lock)
        {
            _looked = Math.Max(_looked, looks);
            _isBehind = false;
        }
    }

    /// <summary>A look found as much as it could take: there may be more.</summary>
    public void Behind()
    {
        lock (_lock)
        {
            _isBehind = true;
        }
    }

    /// <summary>Dispatchers are at work and take up to so many effects in memory.</summary>
    public void Open(int capacity)
    {
        lock (_lock)
        {
            _capacity = capacity;
        }
    }

    /// <summary>Promises room for one effect; false when there is none.</summary>
    public bool TryPromise()
    {
        lock (_lock)
        {
            if (_isBehind || _handed.Count + _promised >= _capacity)
            {
                return false;
            }

            _promised++;
            return true;
        }
    }

    /// <summary>Takes back promises that were not used.</summary>
    public void Withdraw(int promises)
    {
        lock (_lock)
        {
            _promised -= promises;
        }
    }

    /// <summary>Fulfils promises.</summary>
    public void Hand(List<ClaimedEffect> effects)
    {
        lock (_lock)
        {
            _promised -= effects.Count;
            effects.ForEach(_handed.Enqueue);
        }

        Wake.Pulse();
    }

    public List<ClaimedEffect> Take(int most)
    {
        lock (_lock)
        {
            var taken = new List<ClaimedEffect>(Math.Min(most, _handed.Count));
            while (taken.Count < most && _handed.TryDequeue(out var effect))
            {
                taken.Add(effect);
            }

            return taken;
        }
    }

    /// <summary>Nobody dispatches any more: what was handed over is returned and nothing more is promised.</summary>
    public List<ClaimedEffect> Close()
    {
        lock (_lock)
        {
            _capacity = 0;
            var left = _handed.ToList();
            _handed.Clear();
            return left;
        }
    }
}
