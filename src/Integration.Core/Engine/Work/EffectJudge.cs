using System.Collections.Concurrent;
using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>The one table of what an answered effect leads to, by kind of fault (DESIGN §4).</summary>
internal sealed class EffectJudge(EngineOptions options, Backoff backoff)
{
    private const int RememberedConflicts = 10_000;

    // In memory on purpose: after a restart a conflicting subject merely gets one more re-reading.
    private readonly ConcurrentDictionary<SubjectKey, int> _conflicts = new();

    /// <summary>The subject's conflicts are settled: by a write, or because nothing was left to write.</summary>
    public void Forget(SubjectKey subject) => _conflicts.TryRemove(subject, out _);

    public SubjectCommit Judge(EffectAnswer answer, EntityCapability capability, DateTimeOffset now)
    {
        var effect = answer.Effect;
        return answer.Result switch
        {
            WriteResult.Applied applied => Done(effect, EffectState.Applied, applied.Ref, applied.WasReplay ? "had already arrived" : "done", now),
            WriteResult.Unchanged unchanged => Done(effect, EffectState.Unchanged, unchanged.Ref, "already so", now),
            WriteResult.Failed failed => Failed(Basis(effect, now), effect, failed.Fault, now),
            WriteResult.Unknown unknown => Unknown(Basis(effect, now), effect, unknown.Fault, capability.ConsistencyLag, now),
            var other => throw new InvalidOperationException($"Unknown write result {other.GetType().Name}."),
        };
    }

    private static SubjectCommit Basis(ClaimedEffect effect, DateTimeOffset now) => new() { Subject = effect.Subject, Lane = effect.Lane, At = now };

    private static SubjectCommit Done(ClaimedEffect effect, EffectState state, RecordRef target, string what, DateTimeOffset now) => new()
    {
        Subject = effect.Subject,
        Lane = effect.Lane,
        At = now,
        EffectUpdates = [new EffectUpdate(effect.Id, state, effect.Attempt)],
        Links = effect.Effect.LinkName is { } name
            ? [new Link(effect.Subject, name, effect.Effect.Connection, effect.Effect.Entity, target, effect.Effect.LinkMemo, now)]
            : [],
        Signals = effect.Effect.SignalAgain
            ? [new NewSignal(effect.Subject, PlanCommitter.FollowUpSource, $"again:{effect.Id.ToString(CultureInfo.InvariantCulture)}", now, now)]
            : [],

        // The effect itself is on the timeline; only what its target called the record is news.
        Timeline = target.DisplayNumber is { Length: > 0 } number
            ? [new NewTimelineEntry("linked", $"{effect.Effect.Title}: {what}, {number}")]
            : [],
    };

    private SubjectCommit Failed(SubjectCommit basis, ClaimedEffect effect, Fault fault, DateTimeOffset now) => fault.Kind switch
    {
        // The connection rests by itself; the effect goes out when it is open again, and no attempt is counted.
        FaultKind.Throttled or FaultKind.Unauthorized or FaultKind.SchemaChanged => Again(basis, effect, fault, effect.Attempt, now, note: false),
        FaultKind.Transient when effect.Attempt + 1 < options.MaxAttempts =>
            Again(basis, effect, fault, effect.Attempt + 1, now + (fault.RetryAfter ?? backoff.After(effect.Attempt + 1, effect.Subject)), note: true),
        FaultKind.Conflict when Conflicts(effect.Subject) is var count && count <= options.MaxConflicts => basis with
        {
            Transition = SubjectTransition.Wait,
            DropEffects = true,
            EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Failed, effect.Attempt, Code: fault.Code)],
            Cause = fault.Code,
            // A reading that was not the newest: the system may need a moment until it says anything else.
            DueAt = now + (fault.RetryAfter ?? backoff.After(count, effect.Subject)),
            Deadline = WaitUntil(effect),
            Timeline = [new NewTimelineEntry("conflict", $"{effect.Effect.Title}: {fault.Message} Reading again.")],
        },
        FaultKind.MissingDependency when effect.Deadline <= now => Parked(basis, effect, Faults.Overdue(fault.Code, fault.Message), now),
        FaultKind.MissingDependency => basis with
        {
            Transition = SubjectTransition.Wait,
            DropEffects = true,
            EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Failed, effect.Attempt, Code: fault.Code)],
            Cause = fault.Code,
            DueAt = Earlier(now + (fault.RetryAfter ?? options.WaitPoll), WaitUntil(effect)),
            Deadline = WaitUntil(effect),
            Timeline = [new NewTimelineEntry("waiting", $"{effect.Effect.Title}: {fault.Message}")],
        },
        _ => Parked(basis, effect, fault, now),
    };

    private SubjectCommit Unknown(SubjectCommit basis, ClaimedEffect effect, Fault fault, TimeSpan lag, DateTimeOffset now) =>
        fault.Kind is FaultKind.Throttled or FaultKind.Unauthorized ? Probe(basis, effect, fault, effect.Attempt, now)
        : effect.Attempt + 1 < options.MaxAttempts ? Probe(basis, effect, fault, effect.Attempt + 1, now + Longer(lag, backoff.After(effect.Attempt + 1, effect.Subject)))
        : Parked(basis, effect, fault with { Message = $"{fault.Message} Whether the write arrived could not be found out." }, now);

    private static SubjectCommit Probe(SubjectCommit basis, ClaimedEffect effect, Fault fault, int attempt, DateTimeOffset due) => basis with
    {
        EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Ready, attempt, due, Probe: true, fault.Code)],
        Timeline = [new NewTimelineEntry("effect-unknown", $"{effect.Effect.Title}: {fault.Message} Checking whether it arrived.")],
    };

    private static SubjectCommit Again(SubjectCommit basis, ClaimedEffect effect, Fault fault, int attempt, DateTimeOffset due, bool note) => basis with
    {
        EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Ready, attempt, due, effect.Probe, fault.Code)],
        Timeline = note ? [new NewTimelineEntry("effect-failed", $"{effect.Effect.Title}: {fault.Message} Trying again.")] : [],
    };

    private SubjectCommit Parked(SubjectCommit basis, ClaimedEffect effect, Fault fault, DateTimeOffset now)
    {
        Forget(effect.Subject);
        return PlanCommitter.Parked(
            basis with
            {
                DropEffects = true,
                ThroughSequence = SubjectCommit.PlannedThrough,
                EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Failed, effect.Attempt, Code: fault.Code)],
            },
            effect.Subject, fault, now);
    }

    private int Conflicts(SubjectKey subject)
    {
        if (_conflicts.Count > RememberedConflicts)
        {
            _conflicts.Clear();
        }

        return _conflicts.AddOrUpdate(subject, 1, static (_, count) => count + 1);
    }

    /// <summary>Waiting that was interrupted by a new attempt keeps its end, or it would never come.</summary>
    private DateTimeOffset WaitUntil(ClaimedEffect effect) => effect.Deadline ?? effect.CreatedAt + options.WaitLimit;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
