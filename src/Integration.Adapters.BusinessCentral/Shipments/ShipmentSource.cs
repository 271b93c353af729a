using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Shipments;

/// <summary>Posted shipments. A line's sequence is the line number of the order it ships.</summary>
internal sealed class ShipmentSource(BcClient client, BcDelta delta)
{
    private const int Chunk = 20;
    private const string ItemLine = "Item";

    public async IAsyncEnumerable<SourcePage<Shipment>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = DeltaPosition.Of(request.After, BcSets.SalesShipments);
        var query = BcQuery.Set(BcSets.SalesShipments) with { Expand = BcSets.SalesShipmentLines };
        await foreach (var (rows, next) in delta.ReadAsync(query, after, request, ct).ConfigureAwait(false))
        {
            yield return new SourcePage<Shipment>([.. rows.Select(Record)], FeedCheckpoint.Write(BcSets.SalesShipments, next.ToString()));
        }
    }

    public async IAsyncEnumerable<SourceRecord<Shipment>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(Chunk))
        {
            var known = chunk.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
            var query = BcQuery.Set(BcSets.SalesShipments) with { Filter = BcQuery.Any(BcFields.Id, known), Expand = BcSets.SalesShipmentLines };
            var found = known.Count == 0 ? [] : (await client.ListAsync(query, ct).ConfigureAwait(false)).ToDictionary(row => row.RequiredId(BcSets.SalesShipments));
            foreach (var id in chunk)
            {
                yield return Guid.TryParse(id, out var guid) && (found.TryGetValue(guid, out var listed) ? listed : await OneAsync(guid, ct).ConfigureAwait(false)) is { } row
                    ? Record(row) with { Id = id }
                    : new SourceRecord<Shipment>(id, "gone", DateTimeOffset.MinValue, null, IsDeleted: true);
            }
        }
    }

    /// <summary>A list may miss what is newest, and a shipment said to be gone would never be told to the shop: so the record itself is asked.</summary>
    private Task<BcEntity?> OneAsync(Guid id, CancellationToken ct) =>
        client.FindAsync(BcQuery.Record(BcSets.SalesShipments, id) with { Expand = BcSets.SalesShipmentLines }, ct);

    private static SourceRecord<Shipment> Record(BcEntity row)
    {
        var changed = row.RequiredInstant(BcFields.LastModifiedDateTime, BcSets.SalesShipments);
        if (!row.Has(BcSets.SalesShipmentLines) || row.Children(BcSets.SalesShipmentLines).Any(line => !line.Has(BcFields.LineObjectNumber) || !line.Has(BcFields.Quantity)))
        {
            throw BcFaults.Unreadable(write: false, BcSets.SalesShipments, "has a shipment without lines, or a line without item or quantity");
        }

        var shipment = new Shipment
        {
            Id = row.RequiredId(BcSets.SalesShipments).ToString("D"),
            Number = row.Text(BcFields.Number),
            OrderNumber = row.Text(BcFields.OrderNumber) is { Length: > 0 } order ? order : null,
            ExternalOrderNumber = row.Text(BcFields.ExternalDocumentNumber) is { Length: > 0 } external ? external : null,
            ShippedAt = changed,
            Lines =
            [
                .. row.Children(BcSets.SalesShipmentLines)
                    .Where(line => line.Text(BcFields.LineType) == ItemLine && line.Decimal(BcFields.Quantity) != 0)
                    .OrderBy(line => line.Integer(BcFields.Sequence))
                    .Select(line => new ShipmentLine(
                        line.Text(BcFields.LineObjectNumber), line.Decimal(BcFields.Quantity), line.Integer(BcFields.Sequence).ToString(CultureInfo.InvariantCulture))),
            ],
        };
        return new SourceRecord<Shipment>(shipment.Id, row.ETag ?? changed.ToString("O", CultureInfo.InvariantCulture), changed, shipment);
    }
}
