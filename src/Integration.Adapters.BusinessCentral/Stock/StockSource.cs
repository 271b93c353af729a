using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Stock;

/// <summary>
/// Stock per item. Posting stock changes no item and notifies nobody, so changes are found in the item ledger, which only grows; its newest
/// entry before the quantities are read is the watermark.
/// </summary>
internal sealed class StockSource(BcClient client, BusinessCentralOptions options, TimeProvider time)
{
    private const int Chunk = 30;
    private const string InventoryType = "Inventory";
    private readonly StockLocations? _locations = options.StockPage is { } page ? new StockLocations(client, page, options.PageSize) : null;

    public async IAsyncEnumerable<SourcePage<StockLevel>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var position = request.After is { } after ? StockPosition.Parse(after) : new StockPosition(await NewestEntryAsync(ct).ConfigureAwait(false), "");
        var size = Math.Clamp(request.PageSizeHint ?? options.PageSize, 1, options.PageSize);
        if (position.SnapshotItem is { } item)
        {
            await foreach (var page in SnapshotAsync(position.Entry, item, size, ct).ConfigureAwait(false))
            {
                yield return page;
            }
        }

        // What the snapshot has just shown does not come a second time; the overlap behind it is the next reading's.
        var overlap = position.SnapshotItem is null ? options.LedgerOverlap : 0;
        await foreach (var page in ChangesAsync(position.Entry, overlap, size, ct).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    public async IAsyncEnumerable<SourceRecord<StockLevel>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var newest = await NewestEntryAsync(ct).ConfigureAwait(false);
        foreach (var record in await LevelsAsync(ids, newest, ct).ConfigureAwait(false))
        {
            yield return record;
        }
    }

    private async IAsyncEnumerable<SourcePage<StockLevel>> SnapshotAsync(int entry, string after, int size, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = BcQuery.Set(BcSets.Items) with
        {
            Filter = after.Length > 0 ? $"{BcFields.Number} gt '{after.Replace("'", "''", StringComparison.Ordinal)}'" : null,
            Select = $"{BcFields.Number},{BcFields.Type},{BcFields.Inventory}",
            OrderBy = BcFields.Number,
        };
        await foreach (var page in client.PagesAsync(query, size, ct).ConfigureAwait(false))
        {
            var rows = page.Rows.Where(IsStocked).ToList();
            var records = options.StockPage is null
                ? [.. rows.Select(row => Level(row.Text(BcFields.Number), [Pool(row)], entry))]
                : await LevelsAsync([.. rows.Select(row => row.Text(BcFields.Number))], entry, ct).ConfigureAwait(false);
            after = page.Rows.Count > 0 ? page.Rows[^1].Text(BcFields.Number) : after;
            yield return new SourcePage<StockLevel>(records, new StockPosition(entry, page.IsLast ? null : after).ToCheckpoint());
        }
    }

    private async IAsyncEnumerable<SourcePage<StockLevel>> ChangesAsync(int after, int overlap, int size, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = BcQuery.Set(BcSets.ItemLedgerEntries) with
        {
            Filter = $"{BcFields.EntryNumber} gt {Math.Max(0, after - overlap).ToString(CultureInfo.InvariantCulture)}",
            Select = $"{BcFields.EntryNumber},{BcFields.ItemNumber}",
            OrderBy = BcFields.EntryNumber,
        };
        var reached = after;
        await foreach (var page in client.PagesAsync(query, size, ct).ConfigureAwait(false))
        {
            reached = Math.Max(reached, page.Rows.Select(row => row.Integer(BcFields.EntryNumber)).DefaultIfEmpty(0).Max());
            // A quantity can return to an earlier value; the newest ledger entry of the item cannot.
            var newest = page.Rows.GroupBy(row => row.Text(BcFields.ItemNumber), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Max(row => row.Integer(BcFields.EntryNumber)), StringComparer.Ordinal);
            var records = await LevelsAsync([.. newest.Keys], reached, ct).ConfigureAwait(false);
            yield return new SourcePage<StockLevel>(
                [.. records.Select(record => record with { Version = newest[record.Id].ToString(CultureInfo.InvariantCulture) })], new StockPosition(reached, null).ToCheckpoint());
        }
    }

    private async Task<int> NewestEntryAsync(CancellationToken ct)
    {
        var query = BcQuery.Set(BcSets.ItemLedgerEntries) with { Select = BcFields.EntryNumber, OrderBy = BcFields.EntryNumber + " desc", Top = 1 };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0].Integer(BcFields.EntryNumber) : 0;
    }

    private async Task<List<SourceRecord<StockLevel>>> LevelsAsync(IReadOnlyList<string> ids, int watermark, CancellationToken ct)
    {
        var records = new List<SourceRecord<StockLevel>>(ids.Count);
        foreach (var chunk in ids.Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var codes = chunk.Select(id => id.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
            var query = BcQuery.Set(BcSets.Items) with
            {
                Filter = BcQuery.Any(BcFields.Number, codes),
                Select = $"{BcFields.Number},{BcFields.Type},{BcFields.Inventory}",
            };
            var items = (await client.ListAsync(query, ct).ConfigureAwait(false)).ToDictionary(row => row.RequiredText(BcFields.Number, BcSets.Items), StringComparer.Ordinal);
            var cells = options.StockPage is { } page ? await CellsAsync(page, codes, ct).ConfigureAwait(false) : null;
            var empty = cells is null ? [] : await EmptyAsync(cells, _locations!, ct).ConfigureAwait(false);
            foreach (var id in chunk)
            {
                var code = id.Trim().ToUpperInvariant();
                records.Add(items.TryGetValue(code, out var item)
                    ? Level(id, cells is null ? [Pool(item)] : Everywhere([.. cells[code]], IsStocked(item) ? empty : []), watermark)
                    : new SourceRecord<StockLevel>(id, "gone", time.GetUtcNow(), null, IsDeleted: true));
            }
        }

        return records;
    }

    private async Task<ILookup<string, StockCell>> CellsAsync(BusinessCentralStockPage page, List<string> codes, CancellationToken ct)
    {
        var query = BcQuery.Set(page.EntitySet) with { Scope = BcScope.StockPage, Filter = BcQuery.Any(page.ItemField, codes) };
        var rows = await client.ListAsync(query, ct).ConfigureAwait(false);
        return rows
            .GroupBy(row => (Item: row.Text(page.ItemField), Location: row.Text(page.LocationField)))
            .OrderBy(cell => cell.Key.Location, StringComparer.Ordinal)
            .ToLookup(cell => cell.Key.Item, cell => new StockCell
            {
                Location = cell.Key.Location,
                OnHand = cell.Sum(row => row.Decimal(page.OnHandField)),
                Available = page.AvailableField is { } available ? cell.Sum(row => row.Decimal(available)) : null,
            }, StringComparer.Ordinal);
    }

    /// <summary>Nothing, at each location that the page speaks of.</summary>
    private async Task<List<StockCell>> EmptyAsync(ILookup<string, StockCell> cells, StockLocations locations, CancellationToken ct)
    {
        var known = await locations.WithAsync(cells.SelectMany(static item => item.Select(static cell => cell.Location)).Distinct(StringComparer.Ordinal), ct).ConfigureAwait(false);
        return [.. known.Select(location => new StockCell { Location = location, Available = options.StockPage!.AvailableField is null ? null : 0m })];
    }

    /// <summary>What the page shows, and nothing where it shows no row: a quantity that is left out would stay what it was in the shop.</summary>
    private static IReadOnlyList<StockCell> Everywhere(IReadOnlyList<StockCell> shown, IReadOnlyList<StockCell> empty) =>
        [.. shown.UnionBy(empty, static cell => cell.Location, StringComparer.Ordinal).OrderBy(static cell => cell.Location, StringComparer.Ordinal)];

    private SourceRecord<StockLevel> Level(string id, IReadOnlyList<StockCell> cells, int watermark)
    {
        var now = time.GetUtcNow();
        var version = string.Join(';', cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Location}={cell.OnHand / 1.000000000000m}/{cell.Available / 1.000000000000m}")));
        return new SourceRecord<StockLevel>(id, version, now, new StockLevel
        {
            Sku = id,
            Cells = cells,
            Watermark = watermark.ToString(CultureInfo.InvariantCulture),
            AsOf = now,
        });
    }

    private static StockCell Pool(BcEntity item) => item.Has(BcFields.Inventory)
        ? new() { Location = "", OnHand = item.Decimal(BcFields.Inventory) }
        : throw BcFaults.Unreadable(write: false, BcSets.Items, "has an item without inventory");

    private static bool IsStocked(BcEntity item) => item.Text(BcFields.Type) is InventoryType or "";
}
