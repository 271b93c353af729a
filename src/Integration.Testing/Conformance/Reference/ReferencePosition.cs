using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Where a reading of notes stands: the whole sort key. Written <c>notes|instant|id</c>.</summary>
internal readonly record struct ReferencePosition(DateTimeOffset At, string Id)
{
    /// <summary>How far a new reading reaches back, for notes that become visible late.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    public static ReferencePosition Parse(Checkpoint checkpoint)
    {
        var parts = checkpoint.Value.Length <= 500 ? checkpoint.Value.Split('|', 3) : [];
        return parts is ["notes", var at, { Length: > 0 } id] && DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? new ReferencePosition(instant, id)
            : throw new ConnectorException(new Fault(FaultKind.Invalid, "reference.bad-checkpoint", "The checkpoint was not written by this feed.") { Hint = "Reset the checkpoint of the feed." });
    }

    public ReferencePosition Back() => new(At - Overlap, "");

    public Checkpoint ToCheckpoint() => new($"notes|{At.ToString("O", CultureInfo.InvariantCulture)}|{Id}");

    public string ToQuery() => Uri.EscapeDataString($"{At.ToString("O", CultureInfo.InvariantCulture)}|{Id}");
}
