using System.Collections.Concurrent;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// What this process itself created a short while ago. A search may not show it yet; reading it by its id does. Bounded, and only an addition: after a
/// restart the engine waits out unclear writes before it asks.
/// </summary>
internal sealed class RecentWrites(TimeSpan keep, TimeProvider time)
{
    private const int Capacity = 20_000;
    private readonly ConcurrentDictionary<string, (Guid Id, DateTimeOffset At)> _writes = new(StringComparer.Ordinal);

    public void Remember(string key, Guid id)
    {
        if (_writes.Count >= Capacity)
        {
            _writes.Clear();
        }

        _writes[key] = (id, time.GetUtcNow());
    }

    public void Forget(string key) => _writes.TryRemove(key, out _);

    public Guid? Find(string key) => _writes.TryGetValue(key, out var write) && time.GetUtcNow() - write.At <= keep ? write.Id : null;
}
