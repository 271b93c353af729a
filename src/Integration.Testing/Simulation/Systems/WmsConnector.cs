using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Simulation.Runtime;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>One process's connection to the simulated warehouse: it is only read.</summary>
internal sealed class WmsConnector(WmsSystem wms, SimulatedNetwork network, SimulatedScheduler scheduler) : ISource<Shipment>, ISource<StockLevel>, IWebhookSource
{
    public const string Id = "wms";

    private readonly Readings<Shipment> _shipments = new(network, scheduler, wms.ShipmentChanges, id => wms.Shipments.Find(shipment => shipment.Id == id));
    private readonly Readings<StockLevel> _stock = new(network, scheduler, wms.StockChanges, wms.Told);

    public ConnectorDescriptor Descriptor { get; } = new(Id, "Simulated warehouse", "wms",
    [
        new EntityCapability(EntityNames.Shipment) { Reads = ReadModes.ById | ReadModes.Delta },
        new EntityCapability(EntityNames.StockLevel) { Reads = ReadModes.ById | ReadModes.Delta },
    ]);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public WebhookVerdict Receive(WebhookDelivery delivery) => Notice.Read(delivery);

    IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, CancellationToken ct) => _shipments.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _shipments.FindAsync(ids, ct);

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => _stock.ReadAsync(request, ct);

    IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, CancellationToken ct) => _stock.FindAsync(ids, ct);
}
