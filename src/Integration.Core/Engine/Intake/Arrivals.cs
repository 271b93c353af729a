using System.Collections.Concurrent;

namespace ErpSync.Engine;

/// <summary>When each connection last sent or showed something: the basis of silence alerts (G8).</summary>
internal sealed class Arrivals(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _latest = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public void Seen(string connection) => _latest[connection] = time.GetUtcNow();

    public DateTimeOffset LatestOf(string connection) => _latest.GetValueOrDefault(connection, _started);
}
