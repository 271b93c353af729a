namespace ErpSync.Storage.InMemory;

/// <summary>The effects that can be claimed: of each subject the first that is not done, by connection and entity.</summary>
internal sealed class InMemoryEffectQueues
{
    private readonly Dictionary<(string Connection, string Entity), InMemoryEffectIndex> _queues = [];

    public bool AnyDue(EffectQuery query) => _queues.TryGetValue((query.Connection, query.Entity), out var index) && index.AnyDue(query.Now.UtcTicks);

    public List<InMemoryEffect> Due(EffectQuery query, Func<InMemoryEffect, bool> allowed) =>
        _queues.TryGetValue((query.Connection, query.Entity), out var index) ? index.Due(query.Now.UtcTicks, query.Limit, allowed) : [];

    /// <summary>Queues the subject's first effect that is not done, unless it is being sent.</summary>
    public void AddFirstOf(InMemorySubject subject)
    {
        if (subject.OpenEffects.Values.FirstOrDefault() is { State: EffectState.Ready, IndexedDue: null } first)
        {
            var target = (first.Effect.Connection, first.Effect.Entity);
            if (!_queues.TryGetValue(target, out var index))
            {
                _queues[target] = index = new InMemoryEffectIndex();
            }

            index.Add(first);
        }
    }

    public void Remove(InMemoryEffect effect)
    {
        if (effect.IndexedDue is not null)
        {
            _queues[(effect.Effect.Connection, effect.Effect.Entity)].Remove(effect);
        }
    }
}
