using System.Collections.Concurrent;

namespace ErpSync.Engine;

/// <summary>
/// Case keys of what works, to be closed soon. What works for the first time in this process counts as news: its case may be from before a restart. Thread-safe and cheap
/// for what has been working all along.
/// </summary>
internal sealed class SettledCases(WakeBoard wakes)
{
    private readonly ConcurrentDictionary<string, byte> _working = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _news = new();

    public void Works(string key)
    {
        if (!_working.ContainsKey(key) && _working.TryAdd(key, 0))
        {
            _news.Enqueue(key);
            wakes.Settled.Pulse();
        }
    }

    public void Fails(string key) => _working.TryRemove(key, out _);

    /// <summary>Keys whose cases are to be closed: still working, and not told yet.</summary>
    public async ValueTask CloseAsync(Func<string, ValueTask> close)
    {
        while (_news.TryPeek(out var key))
        {
            if (_working.ContainsKey(key))
            {
                await close(key).ConfigureAwait(false);
            }

            _news.TryDequeue(out _);
        }
    }
}
