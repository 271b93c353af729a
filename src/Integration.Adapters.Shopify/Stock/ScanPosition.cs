using System.Globalization;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Stock;

/// <summary>
/// Where a scan stands that Shopify does not order by change time: parts (locations) one after the other, a cursor within the part, and when the scan
/// began. Only a scan that reached its end moves the instant to search from; a cursor older than an hour is not used again.
/// </summary>
internal sealed record ScanPosition(DateTimeOffset? From, DateTimeOffset StartedAt, int Part, string? Cursor)
{
    private static readonly TimeSpan CursorLife = TimeSpan.FromHours(1);

    public static ScanPosition Begin(ReadRequest request, DateTimeOffset now)
    {
        if (request.After is not { } after)
        {
            return new ScanPosition(request.From, now, 0, null);
        }

        var json = Checkpoints.Read(after);
        var from = json.Instant("floor") is { } floor && !(request.From > floor) ? floor : request.From;
        return json.Instant("scan") is { } started && now - started < CursorLife
            ? new ScanPosition(from, started, (int)(json.Number("part") ?? 0m), json.Filled("cursor"))
            : new ScanPosition(from, now, 0, null);
    }

    public Checkpoint At(int part, string? cursor) => Checkpoints.Write(
        ("floor", From is { } floor ? Header.VersionOf(floor) : null),
        ("scan", Header.VersionOf(StartedAt)),
        ("part", part.ToString(CultureInfo.InvariantCulture)),
        ("cursor", cursor));

    public Checkpoint Done(TimeSpan overlap) => Checkpoints.Write(("floor", Header.VersionOf(StartedAt - overlap)));
}
