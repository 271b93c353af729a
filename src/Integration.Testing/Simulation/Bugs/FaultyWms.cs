using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Simulation.Bugs;

/// <summary>A warehouse connector that is wrong in one way; passes everything else on.</summary>
internal sealed class FaultyWms(IConnector inner, WarehouseFault fault) : ISource<Shipment>, ISource<StockLevel>, IWebhookSource
{
    private readonly Dictionary<string, (StockLevel? Older, StockLevel? Newest)> _counts = new(StringComparer.Ordinal);
    private int _readings;

    public ConnectorDescriptor Descriptor => inner.Descriptor;

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

    public WebhookVerdict Receive(WebhookDelivery delivery) => ((IWebhookSource)inner).Receive(delivery);

    async IAsyncEnumerable<SourcePage<Shipment>> ISource<Shipment>.ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in ((ISource<Shipment>)inner).ReadAsync(request, ct).ConfigureAwait(false))
        {
            yield return fault == WarehouseFault.NewShipmentEachTime
                ? page with { Records = [.. page.Records.Select(record => Named(record, string.Create(CultureInfo.InvariantCulture, $"{record.Id}~{++_readings}")))] }
                : page;
        }
    }

    async IAsyncEnumerable<SourceRecord<Shipment>> ISource<Shipment>.FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var asked = ids.ToLookup(static id => id.Split('~')[0], StringComparer.Ordinal);
        await foreach (var record in ((ISource<Shipment>)inner).FindAsync([.. asked.Select(static id => id.Key)], ct).ConfigureAwait(false))
        {
            foreach (var id in asked[record.Id])
            {
                yield return fault == WarehouseFault.DropsALine && record.Value is { Lines.Count: > 1 } parcel
                    ? record with { Value = parcel with { Lines = [.. parcel.Lines.SkipLast(1)] } }
                    : Named(record, id);
            }
        }
    }

    IAsyncEnumerable<SourcePage<StockLevel>> ISource<StockLevel>.ReadAsync(ReadRequest request, CancellationToken ct) => ((ISource<StockLevel>)inner).ReadAsync(request, ct);

    async IAsyncEnumerable<SourceRecord<StockLevel>> ISource<StockLevel>.FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in ((ISource<StockLevel>)inner).FindAsync(ids, ct).ConfigureAwait(false))
        {
            var (older, newest) = _counts.GetValueOrDefault(record.Id);
            if (newest?.Watermark != record.Value?.Watermark)
            {
                _counts[record.Id] = (older, newest) = (newest, record.Value);
            }

            yield return fault == WarehouseFault.AnswersOldCounts && older is not null && ++_readings % 3 == 0
                ? record with { Value = older with { AsOf = newest!.AsOf, Watermark = newest.Watermark } }
                : record;
        }
    }

    private static SourceRecord<Shipment> Named(SourceRecord<Shipment> record, string id) =>
        record.Id == id ? record : record with { Id = id, Value = record.Value is { } parcel ? parcel with { Id = id } : null };
}

/// <summary>How <see cref="FaultyWms"/> is wrong.</summary>
internal enum WarehouseFault
{
    NewShipmentEachTime,
    AnswersOldCounts,
    DropsALine,
}
