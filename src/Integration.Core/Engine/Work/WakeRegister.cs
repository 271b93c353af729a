namespace ErpSync.Engine;

/// <summary>One of a kind per key, made when it is first asked for and listed in that order. Reading takes no lock.</summary>
internal sealed class WakeRegister<TKey, TValue>(Func<TValue> make)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _byKey = [];
    private TValue[] _all = [];

    public IReadOnlyList<TValue> All => Volatile.Read(ref _all);

    public TValue this[TKey key] => Volatile.Read(ref _byKey).TryGetValue(key, out var known) ? known : Add(key);

    private TValue Add(TKey key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var known))
            {
                return known;
            }

            var made = make();
            Volatile.Write(ref _byKey, new Dictionary<TKey, TValue>(_byKey) { [key] = made });
            Volatile.Write(ref _all, [.. _all, made]);
            return made;
        }
    }
}
