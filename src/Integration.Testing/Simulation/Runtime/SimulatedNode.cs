using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Inventory;
using ErpSync.Planning;
using ErpSync.Storage;
using ErpSync.Testing.Simulation.Systems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>One life of a host: composed like any host, with the simulation's clock, threads, store and systems.</summary>
internal sealed class SimulatedNode
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private readonly SimulatedThreads _threads;
    private readonly ServiceProvider _services;

    public SimulatedNode(SimulatedProcess process, SimulatedWorld world)
    {
        Process = process;
        var scheduler = world.Scheduler;
        var line = new SimulatedLine(scheduler, world.Outside, process);
        var network = new SimulatedNetwork(scheduler, line, world.Trouble);
        var clock = new SimulatedClock(scheduler, process);
        _threads = new SimulatedThreads(scheduler, process);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<EngineThreads>(_threads);
        services.AddErpSync(sync => Ship(
            sync
                .UseStore(
                    _ => new SimulatedStore(world.Store, world.StockLedger, world.Watch, scheduler, line, world.Trouble),
                    _ => new LeasedLanes(process.Name, world.Leases, line, scheduler, process))
                .Engine(Limits)
                .AddConnection(ShopConnector.Id, _ => world.Plant(new ShopConnector(world.Shop, network, scheduler, tellsAvailable: world.HasOwnership)), Connection(clock))
                .AddConnection(ErpConnector.Id, _ => world.Plant(new ErpConnector(world.Erp, network, scheduler)), Connection(clock))
                .Finance(finance => finance.Accounts(map => map.Role(AccountRole.ShippingIncome).To("40400")))
                .Inventory(inventory => inventory.ReserveAt(ReservationTrigger.OrderPlaced))
                .SyncOrders(ShopConnector.Id, ErpConnector.Id, orders =>
                {
                    orders.Payments = PaymentBooking.Receipts;

                    // Where a warehouse ships, the shop is told first; what the shop knows as shipped is posted in the ERP.
                    orders.Executor = world.Wms is null ? FulfilmentExecutor.Erp : FulfilmentExecutor.Shop;
                }),
            world.Wms is { } wms ? () => world.Plant(new WmsConnector(wms, network, scheduler)) : null,
            clock,
            world.HasOwnership));
        _services = services.BuildServiceProvider();
    }

    public SimulatedProcess Process { get; }

    /// <summary>Starts the host.</summary>
    /// <param name="failed">Called when it could not start, as when the store was not there.</param>
    public void Start(Action failed) => _ = _threads.Start(async () =>
    {
        try
        {
            await _services.GetRequiredService<IHostedService>().StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            failed();
        }
    });

    /// <summary>Receives a notification; the answer never comes when the process dies meanwhile.</summary>
    public void Receive(string connection, WebhookDelivery delivery, Action answered) => _ = _threads.Start(async () =>
    {
        var reply = await _services.GetRequiredService<IWebhookIntake>().ReceiveAsync(connection, delivery, CancellationToken.None).ConfigureAwait(false);
        if (reply.StatusCode == 200)
        {
            answered();
        }
    });

    /// <summary>Whose stock the shop shows and whose shipments it is told of: the warehouse's where there is one, or the ERP's.</summary>
    private static void Ship(IErpSyncBuilder sync, Func<IConnector>? warehouse, TimeProvider clock, bool isOwned)
    {
        if (warehouse is null)
        {
            sync.SyncStock(ErpConnector.Id, ShopConnector.Id).SyncFulfilments(ErpConnector.Id, ShopConnector.Id);
            return;
        }

        sync
            .AddConnection(WmsConnector.Id, _ => warehouse(), Connection(clock))
            .SyncStock(WmsConnector.Id, ShopConnector.Id)
            .SyncFulfilments(WmsConnector.Id, ShopConnector.Id, orders: ErpConnector.Id);
        if (isOwned)
        {
            // However often people write into the shop: it must show the warehouse's number in the end.
            sync.Ownership(own => own
                .UseRecommended(erp: ErpConnector.Id, shop: ShopConnector.Id, wms: WmsConnector.Id)
                .Settings(static policy => policy with { RevertLimit = policy.RevertLimit with { Count = 1000 } }));
        }
    }

    /// <summary>Releases the services of a life that is over; nothing of it runs.</summary>
    public ValueTask CloseAsync() => _services.DisposeAsync();

    private static void Limits(EngineOptions engine)
    {
        engine.WorkersPerFlow = 1;
        engine.DispatchersPerSink = 2;
        engine.PlanBatchSize = 10;
        engine.IdlePoll = TimeSpan.FromSeconds(3);
        engine.SweepInterval = SimulatedWorld.SweepInterval;
        engine.FirstBackoff = TimeSpan.FromSeconds(1);
        engine.MaxBackoff = TimeSpan.FromSeconds(20);
        engine.WaitPoll = TimeSpan.FromSeconds(15);

        // What waits for people becomes a case within the run.
        engine.WaitLimit = TimeSpan.FromMinutes(30);
    }

    private static ConnectionOptions Connection(TimeProvider clock) => new()
    {
        // The default pipeline's circuit breaker tells its state on a thread of the pool; the time limit stays on this one.
        Pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(CallTimeout).Build(),
        CallTimeout = CallTimeout,
    };
}
