using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Shipments of the ERP or WMS to the shop.</summary>
internal sealed class FulfilmentFlow(string executor, string shop, string externalNumberPrefix, IRecordReader reader, ISyncStore store) : SyncFlow<FulfilmentReading>
{
    private readonly FulfilmentPlanner _planner = new(executor, shop);

    public override string Name { get; } = FlowNames.Fulfilments(executor);

    public override string SourceConnection => executor;

    public override string SourceEntity => EntityNames.Shipment;

    protected override async ValueTask<IReadOnlyList<Reading<FulfilmentReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var written = (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct).ConfigureAwait(false))
            .Where(link => link.Name == LinkNames.Fulfilment).Select(link => link.Subject).ToHashSet();
        var records = await reader.FindAsync<Shipment>(executor, EntityNames.Shipment, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        var numbers = records.Values.Select(record => record.Value?.OrderNumber).OfType<string>().Where(number => number.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var orders = (await store.FindLinksByNumberAsync(executor, EntityNames.SalesDocument, numbers, ct).ConfigureAwait(false))
            .ToLookup(link => link.Ref.DisplayNumber!, StringComparer.Ordinal);
        return [.. heads.Select(head => records.ToReading(head.Subject.Id, shipment => Read(shipment, orders, written.Contains(head.Subject))))];
    }

    protected override SubjectPlan Plan(SubjectHead head, FulfilmentReading reading, DateTimeOffset now) => _planner.Plan(head.Subject.Id, reading);

    private FulfilmentReading Read(Shipment? shipment, ILookup<string, Link> orders, bool alreadyWritten)
    {
        var link = shipment?.OrderNumber is { } number ? orders[number].FirstOrDefault() : null;
        var memo = link?.Memo is { } json ? JsonSerializer.Deserialize(json, PlanningJson.Default.DocumentMemo) : null;
        var ours = shipment?.ExternalOrderNumber is { Length: > 0 } external
            && external.StartsWith(externalNumberPrefix, StringComparison.OrdinalIgnoreCase);
        return new FulfilmentReading(shipment, link?.Subject.Flow, link?.Subject.Id, memo, alreadyWritten, ours);
    }
}
