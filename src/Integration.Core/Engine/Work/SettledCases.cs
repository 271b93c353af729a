using System.Collections.Concurrent;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// Case keys of what works, to be closed soon. What works for the first time in this process counts as news: its case may be from before a restart. Thread-safe and cheap
/// for what has been working all along.
/// </summary>
internal sealed class SettledCases(WakeBoard wakes)
{
    private readonly ConcurrentDictionary<string, byte> _working = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NewCase> _failing = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _news = new();

    public void Works(string key)
    {
        if (!_working.ContainsKey(key) && _working.TryAdd(key, 0))
        {
            _failing.TryRemove(key, out _);
            _news.Enqueue(key);
            wakes.Settled.Pulse();
        }
    }

    /// <summary>Call it before the case is opened.</summary>
    public void Fails(NewCase report)
    {
        _failing[report.Key] = report;
        _working.TryRemove(report.Key, out _);
    }

    /// <summary>Closes the cases of what works. One that was opened while it was being closed is opened again.</summary>
    public async ValueTask CloseAsync(Func<string, ValueTask> close, Func<NewCase, ValueTask> open)
    {
        while (_news.TryPeek(out var key))
        {
            if (_working.ContainsKey(key))
            {
                await close(key).ConfigureAwait(false);
                if (!_working.ContainsKey(key) && _failing.TryGetValue(key, out var report))
                {
                    await open(report).ConfigureAwait(false);
                }
            }

            _news.TryDequeue(out _);
        }
    }
}
