namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Timers by due time; of those due at once the one that was set first comes first. A binary heap, because it is asked with every step.</summary>
internal sealed class TimerQueue
{
    private DueTimer[] _heap = new DueTimer[256];
    private int _count;

    public void Enqueue(DueTimer timer)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
        }

        var at = _count++;
        while (at > 0 && timer.IsBefore(_heap[(at - 1) / 2]))
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = timer;
    }

    public bool TryDequeue(out DueTimer first)
    {
        first = _heap[0];
        if (_count == 0)
        {
            return false;
        }

        var last = _heap[--_count];
        _heap[_count] = default;
        if (_count > 0)
        {
            Sink(last);
        }

        return true;
    }

    /// <summary>Puts a timer in place of the first.</summary>
    private void Sink(in DueTimer timer)
    {
        var at = 0;
        for (var child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _heap[child + 1].IsBefore(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].IsBefore(timer))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = timer;
    }
}

/// <summary>A setting of a timer.</summary>
/// <param name="Ticks">When it is due.</param>
/// <param name="Order">Number of the setting.</param>
/// <param name="Timer">The timer.</param>
internal readonly record struct DueTimer(long Ticks, long Order, SimulatedTimer Timer)
{
    public bool IsBefore(in DueTimer other) => Ticks != other.Ticks ? Ticks < other.Ticks : Order < other.Order;
}
