namespace ErpSync.Engine;

/// <summary>So many calls at once and no more; who waits is served in the order of arrival.</summary>
internal sealed class ConcurrencySlots(int count, EngineThreads threads)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _waiting = [];
    private int _free = count;

    /// <summary>Waits for a slot.</summary>
    public async ValueTask EnterAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        LinkedListNode<Place> place;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            place = _waiting.AddLast(new Place(threads.Source()));
        }

        using (ct.UnsafeRegister(_ => GiveUp(place), null))
        {
            await place.Value.Called.Task.ConfigureAwait(false);
        }

        if (!place.Value.HasSlot)
        {
            throw new OperationCanceledException(ct);
        }
    }

    /// <summary>Gives a slot back: to the first in the line, if there is one.</summary>
    public void Leave()
    {
        Place next;
        lock (_lock)
        {
            if (_waiting.First is not { } first)
            {
                _free++;
                return;
            }

            _waiting.RemoveFirst();
            next = first.Value;
            next.HasSlot = true;
        }

        threads.Complete(next.Called);
    }

    private void GiveUp(LinkedListNode<Place> place)
    {
        lock (_lock)
        {
            if (place.Value.HasSlot)
            {
                return;
            }

            _waiting.Remove(place);
        }

        threads.Complete(place.Value.Called);
    }

    private sealed class Place(TaskCompletionSource called)
    {
        public TaskCompletionSource Called { get; } = called;

        public bool HasSlot { get; set; }
    }
}
