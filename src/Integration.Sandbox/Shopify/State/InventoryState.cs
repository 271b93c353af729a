using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>A place that holds stock.</summary>
internal sealed record LocationState(long Id, string Name, ShopAddress Address, DateTimeOffset CreatedAt)
{
    public string GlobalId { get; } = Gid.Of("Location", Id);
}

/// <summary>A product with its one variant and inventory item.</summary>
internal sealed class ItemState
{
    public required long ProductId { get; init; }

    public required long VariantId { get; init; }

    public required long InventoryItemId { get; init; }

    public required SandboxItem Article { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public decimal Price { get; set; }

    public bool Tracked { get; init; } = true;

    public SortedDictionary<long, LevelState> Levels { get; } = [];

    public string InventoryGlobalId => Gid.Of("InventoryItem", InventoryItemId);
}

/// <summary>The named quantities of one item at one location.</summary>
internal sealed class LevelState(ItemState item, LocationState location, DateTimeOffset createdAt)
{
    /// <summary>Quantity names of the real shop, in its order.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["available", "committed", "damaged", "incoming", "on_hand", "quality_control", "reserved", "safety_stock"];

    private static readonly IReadOnlyList<string> OnHandParts = ["available", "committed", "damaged", "quality_control", "reserved", "safety_stock"];

    private readonly Dictionary<string, int> _quantities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _changedAt = new(StringComparer.Ordinal);

    public ItemState Item { get; } = item;

    public LocationState Location { get; } = location;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset UpdatedAt { get; private set; } = createdAt;

    public string GlobalId { get; } = Gid.OfLevel(location.Id, item.InventoryItemId);

    /// <summary>A quantity by name; <c>on_hand</c> is always the sum of its parts.</summary>
    [IndexerName("Quantity")]
    public int this[string name] => name == "on_hand" ? OnHandParts.Sum(part => _quantities.GetValueOrDefault(part)) : _quantities.GetValueOrDefault(name);

    public void Add(string name, int delta, DateTimeOffset now)
    {
        _quantities[name] = _quantities.GetValueOrDefault(name) + delta;
        _changedAt[name] = now;
        _changedAt["on_hand"] = now;
        UpdatedAt = now;
    }

    public GraphNode Node() => new("InventoryLevel")
    {
        ["id"] = GlobalId,
        ["isActive"] = true,
        ["canDeactivate"] = false,
        ["createdAt"] = CreatedAt,
        ["updatedAt"] = UpdatedAt,
        ["item"] = new GraphRef(Item.InventoryGlobalId),
        ["location"] = new GraphRef(Location.GlobalId),
        ["quantities"] = Names.Select(QuantityNode).ToArray(),
    };

    private GraphNode QuantityNode(string name) => new("InventoryQuantity")
    {
        ["id"] = Gid.Of("InventoryQuantity", Location.Id) + "?inventory_item_id=" + Item.InventoryItemId.ToString(CultureInfo.InvariantCulture) + "&name=" + name,
        ["name"] = name,
        ["quantity"] = this[name],
        ["updatedAt"] = _changedAt.GetValueOrDefault(name, CreatedAt),
    };
}
