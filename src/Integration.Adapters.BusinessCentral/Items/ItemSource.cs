using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Items;

/// <summary>Items by number, by bar code or by id, and what changed. Posted stock does not change an item.</summary>
internal sealed class ItemSource(BcClient client, BcDelta delta)
{
    private const int Chunk = 30;
    private const string Fields =
        $"{BcFields.Id},{BcFields.Number},{BcFields.DisplayName},{BcFields.Gtin},{BcFields.BaseUnitOfMeasureCode},{BcFields.UnitCost},{BcFields.Blocked},{BcFields.LastModifiedDateTime}";

    public async IAsyncEnumerable<SourcePage<Item>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = DeltaPosition.Of(request.After, BcSets.Items);
        await foreach (var (rows, next) in delta.ReadAsync(BcQuery.Set(BcSets.Items) with { Select = Fields }, after, request, ct).ConfigureAwait(false))
        {
            yield return new SourcePage<Item>([.. rows.Select(row => Record(row.Text(BcFields.Number), row))], FeedCheckpoint.Write(BcSets.Items, next.ToString()));
        }
    }

    public async IAsyncEnumerable<SourceRecord<Item>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var open = chunk.ToList();
            var guids = open.Where(id => Guid.TryParse(id, out _)).ToList();
            foreach (var record in await LookAsync(guids, BcQuery.Any(BcFields.Id, guids.Select(Guid.Parse)), row => row.RequiredId(BcSets.Items).ToString("D"), ct).ConfigureAwait(false))
            {
                open.Remove(record.Id);
                yield return record;
            }

            var numbers = open.Where(id => id.Trim().Length is > 0 and <= 20).ToList();
            foreach (var record in await LookAsync(numbers, BcQuery.Any(BcFields.Number, numbers.Select(Code)), row => row.RequiredText(BcFields.Number, BcSets.Items), ct).ConfigureAwait(false))
            {
                open.Remove(record.Id);
                yield return record;
            }

            var codes = open.Where(id => id.Length is >= 8 and <= 14 && id.All(char.IsAsciiDigit)).ToList();
            foreach (var record in await LookAsync(codes, BcQuery.Any(BcFields.Gtin, codes), row => row.Text(BcFields.Gtin), ct).ConfigureAwait(false))
            {
                open.Remove(record.Id);
                yield return record;
            }

            foreach (var id in open)
            {
                yield return new SourceRecord<Item>(id, "gone", DateTimeOffset.MinValue, null, IsDeleted: true);
            }
        }
    }

    private async Task<List<SourceRecord<Item>>> LookAsync(List<string> ids, string filter, Func<BcEntity, string> key, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = (await client.ListAsync(BcQuery.Set(BcSets.Items) with { Filter = filter, Select = Fields }, ct).ConfigureAwait(false))
            .ToLookup(key, StringComparer.OrdinalIgnoreCase);
        var found = new List<SourceRecord<Item>>();
        foreach (var id in ids)
        {
            var matches = rows[id.Trim()].ToList();
            if (matches.Count == 1)
            {
                found.Add(Record(id, matches[0]));
            }
            else if (matches.Count > 1)
            {
                found.Add(new SourceRecord<Item>(id, "ambiguous", DateTimeOffset.MinValue, null, Fault: new Fault(
                    FaultKind.Rejected, "bc.item-ambiguous", $"{matches.Count} items carry the bar code {id}.")
                { Hint = "Give the bar code to one item only." }));
            }
        }

        return found;
    }

    private static string Code(string id) => id.Trim().ToUpperInvariant();

    private static SourceRecord<Item> Record(string id, BcEntity row)
    {
        var changed = row.RequiredInstant(BcFields.LastModifiedDateTime, BcSets.Items);
        return new SourceRecord<Item>(id, row.ETag ?? changed.ToString("O", CultureInfo.InvariantCulture), changed, new Item
        {
            Id = row.RequiredId(BcSets.Items).ToString("D"),
            Sku = row.RequiredText(BcFields.Number, BcSets.Items),
            Title = row.Text(BcFields.DisplayName),
            Gtin = row.Text(BcFields.Gtin) is { Length: > 0 } gtin ? gtin : null,
            UnitOfMeasure = row.Text(BcFields.BaseUnitOfMeasureCode) is { Length: > 0 } unit ? unit : null,
            UnitCost = row.Has(BcFields.UnitCost) ? row.Decimal(BcFields.UnitCost) : null,
            Blocked = row.Flag(BcFields.Blocked),
        });
    }
}
