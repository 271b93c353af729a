namespace ErpSync.Storage.InMemory;

/// <summary>Effects of one entity of one connection that could be sent: the first open one of each subject, by due time.</summary>
internal sealed class InMemoryEffectIndex
{
    private readonly SortedSet<(long Due, long Id)> _order = [];
    private readonly Dictionary<long, InMemoryEffect> _effects = [];

    public void Add(InMemoryEffect effect)
    {
        effect.IndexedDue = effect.DueAt.UtcTicks;
        _order.Add((effect.IndexedDue.Value, effect.Id));
        _effects[effect.Id] = effect;
    }

    public void Remove(InMemoryEffect effect)
    {
        _order.Remove((effect.IndexedDue!.Value, effect.Id));
        _effects.Remove(effect.Id);
        effect.IndexedDue = null;
    }

    public bool AnyDue(long now) => _order.Count > 0 && _order.Min.Due <= now;

    public List<InMemoryEffect> Due(long now, int limit, Func<InMemoryEffect, bool> allowed)
    {
        var result = new List<InMemoryEffect>();
        foreach (var (due, id) in _order)
        {
            if (due > now || result.Count >= limit)
            {
                break;
            }

            if (allowed(_effects[id]))
            {
                result.Add(_effects[id]);
            }
        }

        return result;
    }
}
