using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Exponential pauses with jitter that is derived from the subject, so that a run can be repeated exactly.</summary>
internal sealed class Backoff(EngineOptions options)
{
    private const int JitterSteps = 1024;

    public TimeSpan After(int attempt, SubjectKey subject)
    {
        var doublings = Math.Min(Math.Max(attempt - 1, 0), 20);
        var pause = TimeSpan.FromTicks(Math.Min(options.MaxBackoff.Ticks, options.FirstBackoff.Ticks << Math.Min(doublings, 30)));
        var jitter = LaneHash.Of(new SubjectKey(subject.Flow, $"{subject.Id}/{attempt}"), JitterSteps);
        return pause + (pause / 4 * jitter / JitterSteps);
    }
}
