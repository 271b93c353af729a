using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Newest change that a reading saw: instant and id. Written <c>instant~id</c>; a checkpoint puts the name of its feed before it.</summary>
internal readonly record struct DeltaPosition(DateTimeOffset At, string Id)
{
    public static DeltaPosition Start { get; } = new(DateTimeOffset.MinValue, "");

    public static DeltaPosition Parse(string text)
    {
        var parts = text.Split('~', 2);
        return parts.Length == 2 && DateTimeOffset.TryParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? new DeltaPosition(at, parts[1])
            : throw BcException.Of(FaultKind.Invalid, "bc.checkpoint", "The checkpoint was not written by this connector.", "Reset the checkpoint of the flow.");
    }

    /// <summary>The position of a checkpoint of that feed; the beginning without one.</summary>
    /// <exception cref="BcException">It was written by another feed, or is no checkpoint.</exception>
    public static DeltaPosition Of(Checkpoint? checkpoint, string feed) => checkpoint is { } value ? Parse(FeedCheckpoint.Read(value, feed)) : Start;

    public DeltaPosition Reach(BcEntity row)
    {
        var at = row.Instant(BcFields.LastModifiedDateTime);
        var id = row.Id.ToString("D");
        return at > At || (at == At && string.CompareOrdinal(id, Id) > 0) ? new DeltaPosition(at, id) : this;
    }

    public override string ToString() => $"{At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)}~{Id}";
}
