namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// Where each queue begins. What was taken leaves dead entries at the front of the index until the server cleans up, and every look would walk over all of them. So while
/// looks come back full, the next one begins where the last found its first row. What this process puts before that place is noticed at once; what another process puts
/// there is found by a look from the start, once a second. Thread-safe.
/// </summary>
/// <typeparam name="TQueue">Names a queue.</typeparam>
/// <param name="time">Clock.</param>
internal sealed class PostgreSqlFronts<TQueue>(TimeProvider time)
    where TQueue : notnull
{
    private static readonly TimeSpan LookFromStartEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<TQueue, Front> _fronts = [];
    private readonly HashSet<PostgreSqlLook<TQueue>> _looks = [];

    /// <summary>Where to look from. Every look must be ended, one that failed too.</summary>
    public PostgreSqlLook<TQueue> Begin(TQueue queue)
    {
        lock (_gate)
        {
            var look = _fronts.TryGetValue(queue, out var front) && time.GetElapsedTime(front.LookedFromStart) < LookFromStartEvery
                ? new PostgreSqlLook<TQueue>(queue, front.First, front.LookedFromStart)
                : new PostgreSqlLook<TQueue>(queue, PostgreSqlPlace.Start, time.GetTimestamp());
            _looks.Add(look);
            return look;
        }
    }

    /// <summary>What a look found.</summary>
    /// <param name="look">The look.</param>
    /// <param name="first">Its first row; null when it failed or found fewer rows than it wanted.</param>
    public void End(PostgreSqlLook<TQueue> look, PostgreSqlPlace? first)
    {
        lock (_gate)
        {
            _looks.Remove(look);
            if (first is { } place && !(look.Put < place))
            {
                _fronts[look.Queue] = new Front(place, look.LookedFromStart);
            }
            else
            {
                _fronts.Remove(look.Queue);
            }
        }
    }

    /// <summary>Rows were put at this place and behind it; looks under way may have missed them.</summary>
    /// <param name="place">The first of them.</param>
    /// <param name="isPossible">Whether they may be in a queue.</param>
    public void Put(PostgreSqlPlace place, Func<TQueue, bool> isPossible)
    {
        lock (_gate)
        {
            foreach (var (queue, front) in _fronts)
            {
                if (place < front.First && isPossible(queue))
                {
                    _fronts.Remove(queue);
                }
            }

            foreach (var look in _looks)
            {
                if (isPossible(look.Queue))
                {
                    look.Put = look.Put < place ? look.Put : place;
                }
            }
        }
    }

    private readonly record struct Front(PostgreSqlPlace First, long LookedFromStart);
}
