using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The room that one round of a flow has been promised in the queues of sinks. Not thread-safe; disposing withdraws what was not used.</summary>
internal sealed class Handover(WakeBoard wakes) : IDisposable
{
    private readonly Dictionary<SinkQueue, int> _promised = [];

    /// <summary>
    /// Asks for room for the effect of a plan. Only a plan of one effect: with several, whoever reports the first must look for the next in the store anyway.
    /// </summary>
    public bool TryPromise(SubjectPlan plan)
    {
        if (plan.Effects.Count != 1)
        {
            return false;
        }

        var sink = wakes.Sink(plan.Effects[0].Connection, plan.Effects[0].Entity);
        if (!sink.TryPromise())
        {
            return false;
        }

        _promised[sink] = _promised.GetValueOrDefault(sink) + 1;
        return true;
    }

    /// <summary>Hands over what was taken, and has the dispatchers look into the store for the other effects of the commits.</summary>
    public void Announce(IReadOnlyList<SubjectCommit> commits, IReadOnlyList<ClaimedEffect> taken)
    {
        var handed = new Dictionary<SinkQueue, List<ClaimedEffect>>();
        foreach (var effect in taken)
        {
            var sink = wakes.Sink(effect.Effect.Connection, effect.Effect.Entity);
            if (!handed.TryGetValue(sink, out var list))
            {
                handed[sink] = list = new List<ClaimedEffect>(taken.Count);
            }

            list.Add(effect);
        }

        foreach (var (sink, effects) in handed)
        {
            _promised[sink] -= effects.Count;
            sink.Hand(effects);
        }

        if (commits.Sum(commit => commit.Effects.Count) == taken.Count)
        {
            return;
        }

        foreach (var (connection, entity) in commits.SelectMany(commit => commit.Effects).Select(effect => (effect.Connection, effect.Entity)).Distinct())
        {
            wakes.Sink(connection, entity).Pulse();
        }
    }

    public void Dispose()
    {
        foreach (var (sink, left) in _promised)
        {
            sink.Withdraw(left);
        }
    }
}
