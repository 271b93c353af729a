using ErpSync.Sandbox.BusinessCentral.Schema;

namespace ErpSync.Sandbox.BusinessCentral.Store;

/// <summary>The records of one entity set, in insert order, with indexes. Guarded by the gate of <see cref="ErpDatabase"/>.</summary>
internal sealed class ErpTable(ErpEntity entity)
{
    private readonly Dictionary<Guid, ErpRow> _byId = [];
    private readonly SortedDictionary<long, ErpRow> _ordered = [];
    private readonly Dictionary<string, Dictionary<object, SortedSet<long>>> _indexes =
        entity.Properties.Where(property => property.Indexed).ToDictionary(property => property.Name, _ => new Dictionary<object, SortedSet<long>>());

    public ErpEntity Entity { get; } = entity;

    public int Count => _byId.Count;

    public IEnumerable<ErpRow> Rows => _ordered.Values;

    public ErpRow? Find(Guid id) => _byId.GetValueOrDefault(id);

    public bool HasIndex(string property) => property == "id" || _indexes.ContainsKey(property);

    /// <summary>The records with this value, in insert order.</summary>
    public IReadOnlyList<ErpRow> Where(string property, object value)
    {
        if (property == "id")
        {
            return Find((Guid)value) is { } row ? [row] : [];
        }

        if (_indexes.TryGetValue(property, out var index))
        {
            return index.TryGetValue(value, out var positions) ? [.. positions.Select(position => _ordered[position])] : [];
        }

        return [.. Rows.Where(row => row[property].Equals(value))];
    }

    public ErpRow? Single(string property, object value) => Where(property, value) is [var first, ..] ? first : null;

    internal void Apply(Guid id, ErpRow? after)
    {
        if (_byId.Remove(id, out var before))
        {
            _ordered.Remove(before.Position);
            foreach (var (property, index) in _indexes)
            {
                var positions = index[before[property]];
                positions.Remove(before.Position);
                if (positions.Count == 0)
                {
                    index.Remove(before[property]);
                }
            }
        }

        if (after is null)
        {
            return;
        }

        _byId[id] = after;
        _ordered[after.Position] = after;
        foreach (var (property, index) in _indexes)
        {
            if (!index.TryGetValue(after[property], out var positions))
            {
                index[after[property]] = positions = [];
            }

            positions.Add(after.Position);
        }
    }
}
