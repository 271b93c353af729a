using System.Collections.Frozen;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>One entity type with its set, its properties and what clients may do with it.</summary>
internal sealed class ErpEntity
{
    private readonly FrozenDictionary<string, int> _ordinals;

    public ErpEntity(string name, string set, IEnumerable<ErpProperty> properties, params ErpNavigation[] navigations)
    {
        Name = name;
        Set = set;
        Properties = [.. properties];
        Navigations = navigations;
        _ordinals = Properties.Select((property, ordinal) => (property.Name, ordinal)).ToFrozenDictionary(p => p.Name, p => p.ordinal);
        Empty = [.. Properties.Select(property => property.Empty)];
        Visible = [.. Properties.Where(property => !property.Hidden)];
        HasSequence = _ordinals.ContainsKey("sequence");
        HasLastModified = _ordinals.ContainsKey("lastModifiedDateTime");
    }

    public string Name { get; }

    public string Set { get; }

    public IReadOnlyList<ErpProperty> Properties { get; }

    public IReadOnlyList<ErpProperty> Visible { get; }

    public IReadOnlyList<ErpNavigation> Navigations { get; }

    public IReadOnlyList<object> Empty { get; }

    /// <summary>Verbs that the page offers beside reading.</summary>
    public bool Insertable { get; init; } = true;

    public bool Updatable { get; init; } = true;

    public bool Deletable { get; init; } = true;

    /// <summary>Property a list must be filtered by (or by the id), or nothing.</summary>
    public string ParentFilter { get; init; } = "";

    /// <summary>Message of the error that a list without the parent gives.</summary>
    public string ParentFilterError { get; init; } = "";

    /// <summary>Bound actions, without namespace.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Route of the API the set belongs to.</summary>
    public ErpRoute Route { get; init; } = ErpRoute.Standard;

    public bool HasSequence { get; }

    public bool HasLastModified { get; }

    public int Ordinal(string property) => _ordinals.TryGetValue(property, out var ordinal)
        ? ordinal
        : throw new ArgumentException($"{Set} has no property '{property}'; ask only for declared ones.", nameof(property));

    public ErpProperty? Find(string property) => _ordinals.TryGetValue(property, out var ordinal) ? Properties[ordinal] : null;

    public ErpNavigation? Navigation(string name) => Navigations.FirstOrDefault(navigation => navigation.Name == name);

    public static ErpEntity ReadOnly(string name, string set, IEnumerable<ErpProperty> properties, params ErpNavigation[] navigations) =>
        new(name, set, properties, navigations) { Insertable = false, Updatable = false, Deletable = false };
}
