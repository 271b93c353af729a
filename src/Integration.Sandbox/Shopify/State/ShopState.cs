using System.Collections.Concurrent;
using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>
/// Everything the shop knows. Changes happen under <see cref="Gate"/>; what the API answers are finished graphs in
/// <see cref="Find"/>, so reading never waits for a change and never sees half of one.
/// </summary>
internal sealed class ShopState
{
    private readonly ConcurrentDictionary<string, GraphNode> _index = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, OrderEntry> _orders = new();
    private readonly Dictionary<string, List<ItemState>> _skus = new(StringComparer.OrdinalIgnoreCase);
    private ItemState[] _inOrder = [];
    private long _nextId = 9_100_000_000_000;
    private int _nextOrderNumber = 1_000;

    public ShopState(SandboxShopOptions options)
    {
        Options = options;
        StartedAt = options.Clock.GetUtcNow();
        var now = Now();
        Locations = [.. options.Locations.Select((name, index) => new LocationState(
            70_000_000_001 + index,
            name,
            new ShopAddress { Address1 = "Lagerstrasse " + (index + 1).ToString(CultureInfo.InvariantCulture), City = "Hamburg", Zip = "20457" },
            now))];
        foreach (var location in Locations)
        {
            Put(CatalogNodes.Location(this, location));
        }

        foreach (var article in options.Catalog.Items)
        {
            AddItem(article, now);
        }
    }

    public Lock Gate { get; } = new();

    public DateTimeOffset StartedAt { get; }

    public SandboxShopOptions Options { get; }

    public IReadOnlyList<LocationState> Locations { get; }

    public SortedDictionary<long, ItemState> Items { get; } = [];

    public Dictionary<string, ItemState> ItemsBySku { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Items by number, without walking a tree for every page; under <see cref="Gate"/>.</summary>
    public ItemState[] ItemsInOrder => _inOrder.Length == Items.Count ? _inOrder : _inOrder = [.. Items.Values];

    public SortedDictionary<long, CustomerState> Customers { get; } = [];

    /// <summary>The Shopify Payments account.</summary>
    public PaymentsState Payments { get; } = new();

    /// <summary>What holders of sold gift cards have spent, by card.</summary>
    public ConcurrentDictionary<long, decimal> GiftCardUse { get; } = new();

    public ConcurrentDictionary<(string Owner, string Namespace, string Key), GraphNode> Metafields { get; } = new();

    /// <summary>Where events go; set once by the webhook sender.</summary>
    public Action<ShopEvent>? Sink { get; set; }

    public IEnumerable<OrderEntry> Orders => _orders.Values;

    /// <summary>The time in whole seconds, as the API states it.</summary>
    public DateTimeOffset Now()
    {
        var now = Options.Clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public long NextId() => Interlocked.Increment(ref _nextId);

    public int NextOrderNumber() => Interlocked.Increment(ref _nextOrderNumber);

    /// <summary>Keeps later orders from taking a number that a recorded one has.</summary>
    public void ReserveOrderNumber(int number) => _nextOrderNumber = Math.Max(_nextOrderNumber, number);

    public GraphNode? Find(string id) => _index.GetValueOrDefault(id);

    public void Put(GraphNode node) => _index[node.Id] = node;

    public OrderEntry? OrderEntry(long id) => _orders.GetValueOrDefault(id);

    public OrderState Order(long id) => _orders.GetValueOrDefault(id)?.State
        ?? throw new ArgumentException($"The shop has no order {id}; pass the id of an order that was placed and not deleted.", nameof(id));

    public LocationState Location(long id) => Locations.FirstOrDefault(location => location.Id == id)
        ?? throw new ArgumentException($"The shop has no location {id}; pass one of {string.Join(", ", Locations.Select(location => location.Id))}.", nameof(id));

    /// <summary>Publishes an order after a change: new graph, new time, searchable.</summary>
    public void Save(OrderState order) => Save(order, Now());

    /// <summary>Publishes an order as of an instant, for recorded orders that keep their time.</summary>
    public void Save(OrderState order, DateTimeOffset now)
    {
        order.UpdatedAt = now > order.UpdatedAt ? now : order.UpdatedAt;
        var projection = new OrderProjection(order);
        var node = projection.Build();
        foreach (var (id, child) in projection.Children)
        {
            _index[id] = child;
        }

        var at = Options.Clock.GetUtcNow();
        _orders.GetOrAdd(order.Id, _ => new OrderEntry(order)).Add(node, at, at - Options.StaleBy);
    }

    public void Delete(OrderState order)
    {
        if (_orders.TryRemove(order.Id, out var entry))
        {
            foreach (var id in new OrderProjection(entry.State).AllIds())
            {
                _index.TryRemove(id, out _);
            }
        }
    }

    public ItemState AddItem(SandboxItem article, DateTimeOffset now)
    {
        var item = new ItemState
        {
            ProductId = NextId(),
            VariantId = NextId(),
            InventoryItemId = NextId(),
            Article = article,
            CreatedAt = now,
            UpdatedAt = now,
            Price = article.GrossPrice,
        };
        foreach (var location in Locations)
        {
            var level = new LevelState(item, location, now);
            level.Add("available", location == Locations[0] ? article.Stock : 0, now);
            item.Levels[location.Id] = level;
        }

        Items[item.InventoryItemId] = item;
        ItemsBySku[article.Sku] = item;
        if (!_skus.TryGetValue(article.Sku, out var same))
        {
            _skus.Add(article.Sku, same = []);
        }

        same.Add(item);
        PutItem(item);
        return item;
    }

    /// <summary>All items with one of the SKUs, whatever their case; under <see cref="Gate"/>.</summary>
    public IEnumerable<ItemState> ItemsWith(IEnumerable<string> skus) =>
        skus.Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(sku => _skus.TryGetValue(sku, out var items) ? items : []);

    public void PutItem(ItemState item)
    {
        Put(CatalogNodes.Product(item));
        Put(CatalogNodes.Variant(item));
        Put(CatalogNodes.InventoryItem(this, item));
    }

    /// <summary>Level graphs at this instant.</summary>
    public GraphNode[] Levels(Func<LevelState, bool> wanted)
    {
        lock (Gate)
        {
            return [.. Items.Values.SelectMany(item => item.Levels.Values).Where(wanted).Select(level => level.Node())];
        }
    }

    public GraphNode[] Levels(ItemState item)
    {
        lock (Gate)
        {
            return [.. item.Levels.Values.Select(level => level.Node())];
        }
    }

    public CustomerState Customer(NewCustomer wanted, DateTimeOffset now)
    {
        var customer = Customers.Values.FirstOrDefault(candidate => string.Equals(candidate.Email, wanted.Email, StringComparison.OrdinalIgnoreCase));
        var isNew = customer is null;
        if (customer is null)
        {
            customer = new CustomerState { Id = NextId(), Email = wanted.Email, CreatedAt = now, UpdatedAt = now };
            Customers[customer.Id] = customer;
        }

        customer.FirstName = wanted.FirstName;
        customer.LastName = wanted.LastName;
        customer.Address = wanted.Address ?? customer.Address;
        customer.UpdatedAt = now;
        Put(CatalogNodes.Customer(this, customer));
        if (isNew)
        {
            Raise("customers/create", customer.GlobalId);
        }

        return customer;
    }

    /// <summary>Announces a change of the object with that id to subscribers.</summary>
    public void Raise(string topic, string id) => Sink?.Invoke(new ShopEvent(topic, Find(id), null, Options.Clock.GetUtcNow()));

    /// <summary>Announces a change whose body is not an object of the API.</summary>
    public void Raise(string topic, GraphNode body) => Sink?.Invoke(new ShopEvent(topic, body, body.TypeName, Options.Clock.GetUtcNow()));

    /// <summary>Changes one quantity and announces it when it is the one that webhooks tell about.</summary>
    public void Move(LevelState level, string name, int delta)
    {
        if (delta == 0)
        {
            return;
        }

        level.Add(name, delta, Now());
        level.Item.UpdatedAt = Now();
        if (name == "available")
        {
            Raise("inventory_levels/update", level.Node());
        }
    }
}
