using System.Collections.Concurrent;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>
/// Which generation of a call's key is in use: a repetition after an unknown outcome must carry the key it was sent under, a new attempt none that is remembered as failed.
/// In memory only: after a restart the failed keys are merely gone through again. Thread-safe.
/// </summary>
internal sealed class KeyGenerations
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, int> _inUse = new(StringComparer.Ordinal);

    /// <param name="first">The key in its first generation.</param>
    public int Of(string first) => _inUse.GetValueOrDefault(first);

    public void Next(string first)
    {
        if (_inUse.Count >= Most)
        {
            _inUse.Clear();
        }

        _inUse.AddOrUpdate(first, 1, static (_, generation) => generation + 1);
    }
}
