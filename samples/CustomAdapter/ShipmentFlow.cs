using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace CustomAdapter;

/// <summary>A flow of the host's own: every shipment of the warehouse becomes one fulfilment in the shop.</summary>
internal sealed class ShipmentFlow(string wms, string shop, IRecordReader reader, ISyncStore store) : SyncFlow<ShipmentReading>
{
    private const string Fulfilment = "fulfilment";

    public override string Name { get; } = $"shipments:{wms}";

    public override string SourceConnection => wms;

    public override string SourceEntity => EntityNames.Shipment;

    /// <summary>All the I/O: the shipments as they are now, and which of them were written before.</summary>
    protected override async ValueTask<IReadOnlyList<Reading<ShipmentReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var links = await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct);
        var written = links.Where(link => link.Name == Fulfilment).Select(link => link.Subject).ToHashSet();
        var records = await reader.FindAsync<Shipment>(wms, EntityNames.Shipment, [.. heads.Select(head => head.Subject.Id)], ct);
        return [.. heads.Select(head => records.TryGetValue(head.Subject.Id, out var record)
            ? new Reading<ShipmentReading>(record.Fault is null ? new ShipmentReading(record.Value, written.Contains(head.Subject)) : null, record.Fault)
            : new Reading<ShipmentReading>(null, new Fault(FaultKind.Transient, "wms.not-answered", $"The warehouse did not answer for {head.Subject.Id}.")))];
    }

    /// <summary>No I/O and no clock: the same reading always gives the same plan, and the same plan always the same idempotency key.</summary>
    protected override SubjectPlan Plan(SubjectHead head, ShipmentReading reading, DateTimeOffset now) =>
        reading is { AlreadyInShop: false, Shipment: { } shipment }
            ? new SubjectPlan
            {
                Title = shipment.Number,
                Effects =
                [
                    new PlannedEffect(shop, EntityNames.Shipment, WriteKind.Create, new IdempotencyKey($"{wms}:shipment:{shipment.Id}:fulfil"),
                        shipment with { ShopOrderId = shipment.ExternalOrderNumber })
                    {
                        LinkName = Fulfilment,
                        Title = $"Fulfil {shipment.ExternalOrderNumber} with {shipment.Number}",
                    },
                ],
            }
            : SubjectPlan.Settled;
}

internal sealed record ShipmentReading(Shipment? Shipment, bool AlreadyInShop);
