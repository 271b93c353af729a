using ErpSync.Connectors;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Turns a plan into what the store commits. Pure.</summary>
internal sealed class PlanCommitter(EntityRegistry entities, FlowRouter flows, EngineOptions options, Backoff backoff)
{
    public const string FollowUpSource = "follow-up";

    /// <summary>Stands for connection and entity of links that keep a planner's memory and lead nowhere.</summary>
    public const string MemoKeeper = "erpsync";

    public SubjectCommit Commit(SubjectHead head, SubjectPlan plan, LaneGrant lane, DateTimeOffset now, bool takesFirst = false)
    {
        var again = plan.PlanAgain || plan.Wait is not null || plan.Fault is not null;
        var basis = new SubjectCommit
        {
            Subject = head.Subject,
            Lane = lane,
            ThroughSequence = head.ThroughSequence,
            At = now,
            Title = plan.Title,
            DropEffects = true,
            TakesFirst = takesFirst,
            Timeline = [.. plan.Notes.Select(note => new NewTimelineEntry("note", note))],
            Links = [.. plan.Memos.Select(memo => new Link(head.Subject, memo.Name, MemoKeeper, MemoKeeper, new RecordRef(memo.Id ?? head.Subject.Id), memo.Json, now))],
            Signals = [.. plan.FollowUps.Select(follow => Signal(follow.Flow, follow.Id, follow.DeliveryId, now))],
        };

        return plan switch
        {
            { Effects.Count: > 0 } => Dispatched(basis, plan, again),
            { Fault: { } fault } => Failed(basis, head, fault, now),
            { Wait: { } wait } => Waiting(basis, head, wait, now),
            _ => basis with { Transition = SubjectTransition.Complete, Outcome = SignalOutcome.Unchanged },
        };
    }

    private SubjectCommit Dispatched(SubjectCommit basis, SubjectPlan plan, bool again)
    {
        var effects = new NewEffect[plan.Effects.Count];
        var timeline = new List<NewTimelineEntry>(basis.Timeline.Count + effects.Length);
        timeline.AddRange(basis.Timeline);
        for (var index = 0; index < effects.Length; index++)
        {
            // Only the last effect asks for another planning: when one before it fails, nothing follows from it.
            effects[index] = Store(plan.Effects[index], signalAgain: again && index == effects.Length - 1);
            timeline.Add(new NewTimelineEntry("planned", plan.Effects[index].Title));
        }

        return basis with { Transition = SubjectTransition.Dispatch, Effects = effects, Timeline = timeline };
    }

    /// <summary>What a fault of a subject's own reading or planning leads to.</summary>
    public SubjectCommit Failed(SubjectCommit basis, SubjectHead head, Fault fault, DateTimeOffset now) => fault.Kind switch
    {
        FaultKind.Transient or FaultKind.Conflict when head.Attempt + 1 < options.MaxAttempts => basis with
        {
            Transition = SubjectTransition.Wait,
            Cause = fault.Code,
            Attempt = head.Attempt + 1,
            DueAt = now + (fault.RetryAfter ?? backoff.After(head.Attempt + 1, head.Subject)),

            // News of the record does not mend its system: each would only use up an attempt.
            WakeOnSignal = fault.Kind != FaultKind.Transient,
            Timeline = [.. basis.Timeline, new NewTimelineEntry("waiting", $"{fault.Message} Trying again.")],
        },
        FaultKind.MissingDependency => Waiting(basis, head, new PlanWait(fault.Code, fault.Message), now),
        _ => Parked(basis, head.Subject, fault, now),
    };

    public static SubjectCommit Parked(SubjectCommit basis, SubjectKey subject, Fault fault, DateTimeOffset now) => basis with
    {
        Transition = SubjectTransition.Park,
        Case = CaseOf(subject, fault, now),
        Timeline = [.. basis.Timeline, new NewTimelineEntry("case", $"{fault.Code}: {fault.Message}")],
    };

    public SubjectCommit Waiting(SubjectCommit basis, SubjectHead head, PlanWait wait, DateTimeOffset now)
    {
        var deadline = head.Cause == wait.Cause && head.Deadline is { } running ? running : now + (wait.Limit ?? options.WaitLimit);
        if (deadline <= now)
        {
            return Parked(basis, head.Subject, Faults.Overdue(wait.Cause, wait.Text), now);
        }

        var due = now + (wait.LookAgainAfter is { } sooner && sooner < options.WaitPoll ? sooner : options.WaitPoll);
        return basis with
        {
            Transition = SubjectTransition.Wait,
            Cause = wait.Cause,
            Deadline = deadline,
            DependsOn = wait.DependsOn,
            DueAt = due < deadline ? due : deadline,
            Attempt = head.Attempt,
            Timeline = head.Cause == wait.Cause ? basis.Timeline : [.. basis.Timeline, new NewTimelineEntry("waiting", wait.Text)],
        };
    }

    private static NewCase CaseOf(SubjectKey subject, Fault fault, DateTimeOffset now) => new()
    {
        Key = NewCase.KeyOf(subject),
        Code = fault.Code,
        Subject = subject,
        Message = fault.Message,
        Hint = fault.Hint,
        Field = fault.Field,
        RemoteRequestId = fault.RemoteRequestId,
        At = now,
    };

    private NewSignal Signal(string flow, string id, string deliveryId, DateTimeOffset now) =>
        new(flows.SubjectOf(flow, id), FollowUpSource, deliveryId, now, now);

    private NewEffect Store(PlannedEffect effect, bool signalAgain) => new()
    {
        Connection = effect.Connection,
        Entity = effect.Entity,
        Kind = effect.Kind,
        Key = effect.Key,
        Payload = entities[effect.Entity].Serialize(effect.Record),
        Target = effect.Target,
        LinkName = effect.LinkName,
        LinkMemo = effect.LinkMemo,
        Title = effect.Title,
        SignalAgain = signalAgain,
    };
}
