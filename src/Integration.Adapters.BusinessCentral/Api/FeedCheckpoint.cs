using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Checkpoints carry the name of their feed, <c>feed!position</c>, so that none is taken for another's. The first release wrote the position alone.</summary>
internal static class FeedCheckpoint
{
    private const int Longest = 4096;

    /// <exception cref="BcException">It was written by another feed.</exception>
    public static string Read(Checkpoint checkpoint, string feed)
    {
        var text = checkpoint.Value is { Length: > 0 and <= Longest } value ? value : throw Foreign();
        var mark = text.IndexOf('!', StringComparison.Ordinal);
        return mark < 0 ? text : text.AsSpan(0, mark).SequenceEqual(feed) ? text[(mark + 1)..] : throw Foreign();
    }

    public static Checkpoint Write(string feed, string position) => new($"{feed}!{position}");

    public static BcException Foreign() => BcException.Of(FaultKind.Invalid, "bc.checkpoint", "The checkpoint was not written by this feed.", "Reset the checkpoint of the flow.");
}
