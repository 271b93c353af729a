using System.Globalization;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Stock;

/// <summary>Last ledger entry seen and, while the first full reading is under way, the last item of it. Written <c>entry</c> or <c>entry~item</c>.</summary>
internal readonly record struct StockPosition(int Entry, string? SnapshotItem)
{
    private const string Feed = "itemLedgerEntries";

    public static StockPosition Parse(Checkpoint checkpoint)
    {
        var parts = FeedCheckpoint.Read(checkpoint, Feed).Split('~', 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var entry)
            ? new StockPosition(entry, parts.Length == 2 ? parts[1] : null)
            : throw FeedCheckpoint.Foreign();
    }

    public Checkpoint ToCheckpoint() => FeedCheckpoint.Write(Feed, SnapshotItem is null ? Entry.ToString(CultureInfo.InvariantCulture) : $"{Entry.ToString(CultureInfo.InvariantCulture)}~{SnapshotItem}");
}
