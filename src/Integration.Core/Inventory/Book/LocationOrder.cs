namespace ErpSync.Inventory;

/// <summary>The total order of locations and the places of each pool in it.</summary>
internal sealed class LocationOrder : IComparer<string>
{
    private readonly InventorySetup _setup;
    private readonly Dictionary<string, IReadOnlyList<string>> _ranked;
    private readonly Dictionary<string, IReadOnlyList<string>> _enabled;
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    public LocationOrder(InventorySetup setup)
    {
        _setup = setup;
        _ranked = setup.Pools.ToDictionary(
            pool => pool.Key, IReadOnlyList<string> (pool) => [.. pool.Value.Locations.Distinct(StringComparer.Ordinal).Order(this)], StringComparer.Ordinal);
        _enabled = _ranked.ToDictionary(pool => pool.Key, IReadOnlyList<string> (pool) => [.. pool.Value.Where(code => this[code].Enabled)], StringComparer.Ordinal);
        foreach (var (name, pool) in setup.Pools)
        {
            if (setup.Pools.Any(other => other.Key != name && other.Value.Locations.Intersect(pool.Locations, StringComparer.Ordinal).Any()))
            {
                _shared.Add(name);
            }
        }
    }

    public StockLocation this[string code] => _setup.Locations.GetValueOrDefault(code) ?? StockLocation.Default;

    /// <summary>All locations of a pool in rank order.</summary>
    public IReadOnlyList<string> Ranked(string pool) => _ranked.GetValueOrDefault(pool) ?? [];

    /// <summary>Enabled locations of a pool in rank order.</summary>
    public IReadOnlyList<string> Enabled(string pool) => _enabled.GetValueOrDefault(pool) ?? [];

    /// <summary>First location of a pool, or null for an empty one.</summary>
    public string? First(string pool) => Enabled(pool) is [var first, ..] ? first : Ranked(pool).FirstOrDefault();

    /// <summary>Whether a location of the pool belongs to another pool too.</summary>
    public bool IsShared(string pool) => _shared.Contains(pool);

    /// <summary>Locations that may ship for a pool.</summary>
    public IReadOnlyList<AllocationCandidate> Candidates(string pool) =>
        [.. Enabled(pool).Select((code, rank) => new AllocationCandidate(code, this[code], rank)).Where(static candidate => candidate.Location.Serves)];

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        var (left, right) = (this[x], this[y]);
        var order = left.Priority.CompareTo(right.Priority);
        order = order != 0 ? order : (left.Distance is null).CompareTo(right.Distance is null);
        order = order != 0 ? order : (left.Distance ?? 0m).CompareTo(right.Distance ?? 0m);
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }
}
