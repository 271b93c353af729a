namespace ErpSync.Inventory;

/// <summary>
/// Timers in the order in which they fire. A timer is never taken out: what it looks at tells, when it fires, whether it still matters.
/// </summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset Due, TimerKind Kind, long Sequence)> _queue = new();
    private long _sequence;

    public void Set(DateTimeOffset due, TimerKind kind, Action<DateTimeOffset> fire) => _queue.Enqueue(fire, (due, kind, _sequence++));

    public bool TryTake(DateTimeOffset until, out DateTimeOffset due, out Action<DateTimeOffset> fire)
    {
        if (_queue.TryPeek(out var next, out var key) && key.Due <= until)
        {
            _queue.Dequeue();
            due = key.Due;
            fire = next;
            return true;
        }

        due = default;
        fire = static _ => { };
        return false;
    }
}
