using System.Globalization;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>
/// Where a scan stands that Shopify does not order by change time: parts (locations) one after the other, a cursor within the part, and when the scan
/// began. Only a scan that reached its end moves the instant to search from; a cursor older than an hour is not used again.
/// </summary>
internal sealed record ScanPosition(string Feed, DateTimeOffset? From, DateTimeOffset StartedAt, int Part, string? Cursor)
{
    private static readonly TimeSpan CursorLife = TimeSpan.FromHours(1);

    public static ScanPosition Begin(string feed, ReadRequest request, DateTimeOffset now)
    {
        if (request.After is not { } after)
        {
            return new ScanPosition(feed, request.From, now, 0, null);
        }

        var json = Checkpoints.Read(after, feed);
        if (json.Instant("time") is not null || (json.Instant("floor") is null && json.Instant("scan") is null))
        {
            throw Checkpoints.Foreign();
        }

        var from = json.Instant("floor") is { } floor && !(request.From > floor) ? floor : request.From;
        return json.Instant("scan") is { } started && now - started < CursorLife
            ? new ScanPosition(feed, from, started, json.Whole("part") is { } part and >= 0 and < int.MaxValue ? (int)part : throw Checkpoints.Foreign(), json.Filled("cursor"))
            : new ScanPosition(feed, from, now, 0, null);
    }

    public Checkpoint At(int part, string? cursor) => Checkpoints.Write(
        (Checkpoints.Feed, Feed),
        ("floor", From is { } floor ? Header.VersionOf(floor) : null),
        ("scan", Header.VersionOf(StartedAt)),
        ("part", part.ToString(CultureInfo.InvariantCulture)),
        ("cursor", cursor));

    public Checkpoint Done(TimeSpan overlap) => Checkpoints.Write((Checkpoints.Feed, Feed), ("floor", Header.VersionOf(StartedAt - overlap)));
}
