using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Shipments of the ERP or WMS to the shop.</summary>
/// <param name="name">Name of the flow.</param>
/// <param name="executor">Connection that ships.</param>
/// <param name="shop">Connection that is told.</param>
/// <param name="orders">Connection whose order numbers the shipments name.</param>
/// <param name="externalNumberPrefix">Prefix of our orders' external numbers.</param>
/// <param name="stockFlows">Flows that publish the stock of the connection that ships.</param>
/// <param name="reader">Reads.</param>
/// <param name="store">Knows the links.</param>
internal sealed class FulfilmentFlow(
    string name, string executor, string shop, string orders, string externalNumberPrefix, IReadOnlyList<string> stockFlows, IRecordReader reader, ISyncStore store)
    : SyncFlow<FulfilmentReading>
{
    private readonly FulfilmentPlanner _planner = new(executor, shop, stockFlows);

    public override string Name => name;

    public override string SourceConnection => executor;

    public override string SourceEntity => EntityNames.Shipment;

    protected override async ValueTask<IReadOnlyList<Reading<FulfilmentReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var written = (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct).ConfigureAwait(false))
            .Where(link => link.Name == LinkNames.Fulfilment).ToDictionary(link => link.Subject);
        var records = await reader.FindAsync<Shipment>(executor, EntityNames.Shipment, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        var numbers = records.Values.Select(record => record.Value?.OrderNumber).OfType<string>().Where(number => number.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var documents = (await store.FindLinksByNumberAsync(orders, EntityNames.SalesDocument, numbers, ct).ConfigureAwait(false))
            .ToLookup(link => link.Ref.DisplayNumber!, StringComparer.Ordinal);
        var readings = heads.Select(head => records.ToReading(head.Subject.Id, shipment => Read(shipment, documents, written.GetValueOrDefault(head.Subject)))).ToList();
        return readings.All(reading => reading.Value?.Reading.IsClear ?? true)
            ? [.. readings.Select(reading => new Reading<FulfilmentReading>(reading.Value?.Reading, reading.Fault))]
            : await ClarifyAsync(readings, ct).ConfigureAwait(false);
    }

    protected override SubjectPlan Plan(SubjectHead head, FulfilmentReading reading, DateTimeOffset now) => _planner.Plan(head.Subject.Id, reading);

    /// <summary>Asks both systems about the orders whose memo does not say what was shipped: lines were added, removed or entered again by people.</summary>
    private async ValueTask<IReadOnlyList<Reading<FulfilmentReading>>> ClarifyAsync(IReadOnlyList<Reading<Located>> readings, CancellationToken ct)
    {
        var unclear = readings.Where(reading => reading.Value is { Reading.IsClear: false }).Select(reading => reading.Value!).ToList();
        var documents = await reader.FindAsync<SalesDocumentState>(
            orders, EntityNames.SalesDocumentState, [.. unclear.Select(located => located.Document!.Ref.Id)], ct).ConfigureAwait(false);
        var sold = await reader.FindAsync<Order>(shop, EntityNames.Order, [.. unclear.Select(located => located.Reading.OrderId!)], ct).ConfigureAwait(false);
        return [.. readings.Select(reading => reading.Value is not { Reading.IsClear: false } located
            ? new Reading<FulfilmentReading>(reading.Value?.Reading, reading.Fault)
            : Clarify(located, documents.GetValueOrDefault(located.Document!.Ref.Id), sold.GetValueOrDefault(located.Reading.OrderId!)))];
    }

    private static Reading<FulfilmentReading> Clarify(Located located, SourceRecord<SalesDocumentState>? document, SourceRecord<Order>? order) =>
        document is null ? new Reading<FulfilmentReading>(null, RecordReadings.NotAnswered(located.Document!.Ref.Id))
        : order is null ? new Reading<FulfilmentReading>(null, RecordReadings.NotAnswered(located.Reading.OrderId!))
        : (document.Fault ?? order.Fault) is { } fault ? new Reading<FulfilmentReading>(null, fault)
        : new Reading<FulfilmentReading>(located.Reading with { Document = document.Value, Order = order.Value });

    private Located Read(Shipment? shipment, ILookup<string, Link> documents, Link? written)
    {
        // Credit memos may be numbered like orders.
        var (link, memo) = shipment?.OrderNumber is { } number
            ? documents[number].Select(link => (link, Memo: MemoOf(link))).FirstOrDefault(order => order.Memo is null or { Kind: SalesDocumentKind.SalesOrder })
            : default;
        var ours = shipment?.ExternalOrderNumber is { Length: > 0 } external
            && external.StartsWith(externalNumberPrefix, StringComparison.OrdinalIgnoreCase);
        return new Located(new FulfilmentReading(shipment, link?.Subject.Flow, link?.Subject.Id, memo, written is not null, ours) { Fulfilled = FulfilledOf(written), Fulfilment = written?.Ref }, link);
    }

    private static DocumentMemo? MemoOf(Link link) => link.Memo is { } json ? JsonSerializer.Deserialize(json, PlanningJson.Default.DocumentMemo) : null;

    private static FulfilmentMemo? FulfilledOf(Link? link) =>
        link?.Memo is { } json ? JsonSerializer.Deserialize(json, PlanningJson.Default.FulfilmentMemo) : null;

    /// <summary>A reading and the link of the document that it is about.</summary>
    private sealed record Located(FulfilmentReading Reading, Link? Document);
}
