namespace ErpSync.Testing.Simulation.Systems;

/// <summary>Which records of one entity changed, in order. The list a sweep reads may lag behind; it then ends earlier, it leaves nothing out.</summary>
internal sealed class ChangeFeed
{
    private readonly Dictionary<string, Change> _latest = new(StringComparer.Ordinal);
    private long _version;

    public Change Touch(string id, DateTimeOffset at) => _latest[id] = new Change(id, ++_version, at);

    public Change? Find(string id) => _latest.GetValueOrDefault(id);

    /// <summary>Changes after a version that happened before an instant.</summary>
    public IReadOnlyList<Change> After(long version, DateTimeOffset before, int most) =>
        [.. _latest.Values.Where(change => change.Version > version).OrderBy(change => change.Version).TakeWhile(change => change.At <= before).Take(most)];

    internal sealed record Change(string Id, long Version, DateTimeOffset At);
}
