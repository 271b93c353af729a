using ErpSync.Storage.Steps;

namespace ErpSync.Storage.InMemory;

/// <summary>Everything the in-memory store keeps of one subject.</summary>
internal sealed class InMemorySubject(long id, SubjectKey key, int lane) : StoreSubject(id, key)
{
    public int Lane { get; } = lane;

    /// <summary>Signals by sequence; ended ones stay until they are pruned.</summary>
    public SortedDictionary<long, InMemorySignal> Signals { get; } = [];

    /// <summary>Sequences of the signals that wait.</summary>
    public SortedSet<long> Waiting { get; } = [];

    public HashSet<(string Source, string DeliveryId)> Deliveries { get; } = [];

    /// <summary>Effects by id; done ones stay until they are pruned.</summary>
    public SortedDictionary<long, InMemoryEffect> Effects { get; } = [];

    /// <summary>Effects not done, in the order in which they must be written.</summary>
    public SortedDictionary<long, InMemoryEffect> OpenEffects { get; } = [];

    public List<TimelineEntry> Timeline { get; } = [];

    /// <summary>Where its head stands in the index, or null.</summary>
    public (SubjectState State, long Due)? Indexed { get; set; }

    /// <summary>The address under which it is indexed as waiting, or null.</summary>
    public string? IndexedDependency { get; set; }
}
