using System.Globalization;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using ErpSync.Testing.Simulation.Scenarios;
using ErpSync.Testing.Simulation.Systems;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Everything outside the hosts, and the hosts themselves: shop, ERP, in some histories a warehouse, network, the shared store, notifications, kills.</summary>
internal sealed class SimulatedWorld
{
    public static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    private const int LaneCount = 12;
    private const int WebhookAttempts = 4;
    private static readonly Dictionary<string, string> None = [];
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(3);
    private readonly SimulatedNode?[] _nodes;
    private readonly PlantedBug? _bug;
    private readonly HashSet<string> _violations = new(StringComparer.Ordinal);
    private readonly List<SimulatedNode> _lives = [];
    private int _deliveries;

    public SimulatedWorld(SimulationOptions options, bool hasWarehouse)
    {
        _bug = options.Bug;
        _nodes = new SimulatedNode?[options.Nodes];
        Scheduler = new SimulatedScheduler(options.Seed, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        Trouble = SimulatedTrouble.Draw(Scheduler.Random);
        var memory = new InMemorySyncStore(LaneCount);
        Store = _bug?.Store?.Invoke(memory) ?? memory;
        StockLedger = _bug?.Stock?.Invoke(memory) ?? memory;
        Leases = new LaneLeases(memory.Lanes, () => Scheduler.Now);
        Watch = new StoreWatch(Store, memory.Lanes, Violated);
        Shop = new ShopSystem(() => Scheduler.Now, (entity, id) => Notify(ShopConnector.Id, entity, id));
        Erp = new ErpSystem(() => Scheduler.Now, (entity, id) => Notify(ErpConnector.Id, entity, id), hasWarehouse);
        HasOwnership = hasWarehouse && HistoryWriter.HasOwnership(options.Seed);
        Wms = hasWarehouse ? new WmsSystem(Scheduler, Outside, (entity, id) => Notify(WmsConnector.Id, entity, id)) : null;
    }

    public SimulatedScheduler Scheduler { get; }

    public SimulatedProcess Outside { get; } = new("outside");

    public SimulatedTrouble Trouble { get; }

    public ISyncStore Store { get; }

    public IStockStore StockLedger { get; }

    public StoreWatch Watch { get; }

    public LaneLeases Leases { get; }

    public ShopSystem Shop { get; }

    public ErpSystem Erp { get; }

    /// <summary>The warehouse that owns stock and ships; null when the ERP does.</summary>
    public WmsSystem? Wms { get; }

    /// <summary>Whether ownership rules are in force in the hosts.</summary>
    public bool HasOwnership { get; }

    /// <summary>What left the house.</summary>
    public IReadOnlyList<Shipment> Shipments => Wms?.Shipments ?? Erp.Shipments;

    /// <summary>The numbers that count.</summary>
    public IReadOnlyDictionary<string, decimal> Stock => Wms?.Stock ?? Erp.Stock;

    public IReadOnlyCollection<string> Violations => _violations;

    public void Violated(string what) => _violations.Add(what);

    /// <summary>The connector, or the deliberately wrong one that is planted.</summary>
    public IConnector Plant(IConnector connector) => _bug?.Connector?.Invoke(connector) ?? connector;

    /// <summary>Starts a node that is not running.</summary>
    public void Start(int index)
    {
        if (_nodes[index] is not null)
        {
            return;
        }

        var process = new SimulatedProcess(string.Create(CultureInfo.InvariantCulture, $"node-{index + 1}.{_lives.Count + 1}"));
        var node = new SimulatedNode(process, this);
        _lives.Add(node);
        _nodes[index] = node;
        node.Start(() => Scheduler.After(Outside, RestartDelay, () => Restart(index, process)));
    }

    /// <summary>Kills a node: nothing of it goes on; what it sent arrives all the same.</summary>
    public void Kill(int index)
    {
        if (_nodes[index] is { } node)
        {
            node.Process.IsAlive = false;
            _nodes[index] = null;
        }
    }

    /// <summary>What a supervisor does with a host that could not start.</summary>
    private void Restart(int index, SimulatedProcess process)
    {
        if (_nodes[index]?.Process == process)
        {
            Kill(index);
            Start(index);
        }
    }

    /// <summary>Stops a node for a time; it wakes with everything it believed before.</summary>
    public void Freeze(int index, TimeSpan time)
    {
        if (_nodes[index] is { } node)
        {
            node.Process.StoppedUntil = Scheduler.Now + time;
        }
    }

    /// <summary>Sets the clock of a node.</summary>
    public void Skew(int index, TimeSpan ahead)
    {
        if (_nodes[index] is { } node)
        {
            node.Process.Skew = ahead;
        }
    }

    /// <summary>Releases what the hosts hold of the real process, such as their metrics; the run is over.</summary>
    public async ValueTask CloseAsync()
    {
        foreach (var life in _lives)
        {
            await life.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>All trouble ends and every node runs.</summary>
    public void Heal()
    {
        Trouble.IsOver = true;
        for (var index = 0; index < _nodes.Length; index++)
        {
            Skew(index, TimeSpan.Zero);
            Start(index);
        }
    }

    private void Notify(string connection, string entity, string id)
    {
        if (!Trouble.IsOver && Scheduler.Random.Happens(Trouble.DroppedWebhooks))
        {
            return;
        }

        var delivery = Notice.Write(++_deliveries, entity, id);
        var copies = Scheduler.Random.Happens(Trouble.DoubledWebhooks) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            Deliver(connection, delivery, WebhookAttempts, Scheduler.Random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(8)));
        }
    }

    /// <summary>Delivers at least once to any node, in no particular order, and gives up after some attempts.</summary>
    private void Deliver(string connection, string delivery, int attempts, TimeSpan delay) => Scheduler.After(Outside, delay, () =>
    {
        var answered = false;
        var running = _nodes.OfType<SimulatedNode>().ToList();
        if (running.Count > 0)
        {
            var body = new WebhookDelivery(Encoding.UTF8.GetBytes(delivery), None, None, Scheduler.Now);
            Scheduler.Random.Of(running).Receive(connection, body, () => answered = true);
        }

        Scheduler.After(Outside, WebhookPatience, () =>
        {
            if (!answered && attempts > 1)
            {
                Deliver(connection, delivery, attempts - 1, WebhookPatience);
            }
        });
    });
}
