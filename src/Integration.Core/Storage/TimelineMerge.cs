using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>Puts the timeline of a subject together from its signals, effects and recorded steps, in the same words in every store.</summary>
public static class TimelineMerge
{
    /// <summary>The entry of a signal: code <c>signal</c>.</summary>
    /// <param name="at">When it was accepted.</param>
    /// <param name="source">Source.</param>
    /// <param name="deliveryId">Delivery.</param>
    /// <param name="outcome">Outcome.</param>
    public static TimelineEntry Of(DateTimeOffset at, string source, string deliveryId, SignalOutcome outcome) =>
        new(at, "signal", $"{source} {deliveryId}: {Word(outcome)}");

    /// <summary>The entry of an effect: code <c>effect-ready</c>, <c>effect-sending</c>, <c>effect-applied</c>, <c>effect-unchanged</c>, <c>effect-failed</c> or <c>effect-dropped</c>.</summary>
    /// <param name="at">When it last changed.</param>
    /// <param name="kind">What it intends.</param>
    /// <param name="connection">Connection.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="title">One line for people.</param>
    /// <param name="state">State.</param>
    /// <param name="attempt">Failed attempts.</param>
    /// <param name="code">Fault code, or null.</param>
    public static TimelineEntry Of(
        DateTimeOffset at, WriteKind kind, string connection, string entity, string title, EffectState state, int attempt, string? code)
    {
        var text = $"{kind} {entity} in {connection}";
        text += title.Length > 0 ? $": {title}" : "";
        text += attempt > 0 ? $", failed attempts: {attempt}" : "";
        text += code is not null ? $", {code}" : "";
        return new TimelineEntry(at, $"effect-{Word(state)}", text);
    }

    /// <summary>The newest entries of all, oldest first; at the same instant signals stand before effects and effects before steps.</summary>
    /// <param name="limit">Most entries.</param>
    /// <param name="signals">Signals in order of acceptance.</param>
    /// <param name="effects">Effects in order of their ids.</param>
    /// <param name="steps">Recorded steps in order.</param>
    public static List<TimelineEntry> Newest(
        int limit, IEnumerable<TimelineEntry> signals, IEnumerable<TimelineEntry> effects, IEnumerable<TimelineEntry> steps) =>
        [.. signals.Concat(effects).Concat(steps).OrderBy(entry => entry.At).TakeLast(limit)];

    private static string Word(SignalOutcome outcome) => outcome switch
    {
        SignalOutcome.Waiting => "waiting",
        SignalOutcome.Applied => "applied",
        SignalOutcome.Unchanged => "unchanged",
        SignalOutcome.Superseded => "superseded",
        _ => "cased",
    };

    private static string Word(EffectState state) => state switch
    {
        EffectState.Ready => "ready",
        EffectState.Sending => "sending",
        EffectState.Applied => "applied",
        EffectState.Unchanged => "unchanged",
        EffectState.Failed => "failed",
        _ => "dropped",
    };
}
