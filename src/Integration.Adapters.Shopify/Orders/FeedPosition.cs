using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>
/// Where a feed in order of change time stands: the last record (time and id) and the instant to search from next time. While the feed is far behind, that
/// instant is the last record itself, so every page is progress; once it has caught up it lies <c>Overlap</c> behind the look, because the index is late.
/// </summary>
/// <param name="Time">Change time of the last record.</param>
/// <param name="Id">Number of the last record.</param>
/// <param name="Floor">Where to search from.</param>
internal sealed record FeedPosition(DateTimeOffset Time, long Id, DateTimeOffset Floor)
{
    public static FeedPosition? Read(Checkpoint? checkpoint, string feed)
    {
        if (checkpoint is not { } value)
        {
            return null;
        }

        var json = Checkpoints.Read(value, feed);
        return Transport.JsonReading.Instant(json, "time") is { } time && Transport.JsonReading.Instant(json, "floor") is { } floor
            ? new FeedPosition(time, Transport.JsonReading.Whole(json, "id") ?? 0, floor)
            : throw new ConnectorException(new Fault(FaultKind.Invalid, "shopify.bad-checkpoint", "The stored checkpoint is not one of this feed.")
            {
                Hint = "Forget the checkpoint of the flow (IErpSync.ForgetCheckpointAsync).",
            });
    }

    public static FeedPosition After(FeedPosition? before, Header last, DateTimeOffset lookedAt, TimeSpan overlap)
    {
        var ahead = before is not null && (before.Time, before.Id).CompareTo((last.UpdatedAt, Gid.NumberOf(last.Id))) > 0;
        var time = ahead ? before!.Time : last.UpdatedAt;
        var id = ahead ? before!.Id : Gid.NumberOf(last.Id);
        var edge = lookedAt - overlap;
        return new FeedPosition(time, id, time < edge ? time : edge);
    }

    public Checkpoint ToCheckpoint(string feed) => Checkpoints.Write(
        (Checkpoints.Feed, feed), ("time", Header.VersionOf(Time)), ("id", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("floor", Header.VersionOf(Floor)));

    /// <summary>True for a record that a page before has surely delivered.</summary>
    public bool Covers(Header header) => Floor >= Time && (header.UpdatedAt, Gid.NumberOf(header.Id)).CompareTo((Time, Id)) <= 0;
}
