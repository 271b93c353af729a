using ErpSync.Connectors;
using ErpSync.Diagnostics;
using ErpSync.Planning;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>Works the subjects of one flow in one part of the lanes: read a batch of heads, plan them, commit them together, go round.</summary>
internal sealed class FlowWorker(
    ISyncFlow flow,
    int part,
    int parts,
    ISyncStore store,
    LaneTable lanes,
    EffectRecovery recovery,
    PlanCommitter committer,
    EffectJudge judge,
    FaultDesk desk,
    FlowControl control,
    WakeBoard wakes,
    EngineOptions options,
    Telemetry telemetry,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var seen = wakes.Flow(flow.Name).Next;
            try
            {
                if (control.IsStopped(flow.Name) || !await RoundAsync(ct).ConfigureAwait(false))
                {
                    await wakes.Flow(flow.Name).WaitAsync(seen, options.IdlePoll, time, ct).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The store refused or a bug surfaced: nothing was committed, so the same heads come again.
                EngineLog.RoundFailed(logger, flow.Name, exception);
                await Task.Delay(options.FirstBackoff, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One round. False when there was nothing that could be worked on.</summary>
    internal async ValueTask<bool> RoundAsync(CancellationToken ct)
    {
        // A plan is committed under the epochs with which its reading began: a lane lost and gained again meanwhile had another owner in between.
        var owned = lanes.Current;
        var ranges = owned.Slice(part, parts);
        if (ranges.Count == 0)
        {
            return false;
        }

        var limit = Math.Min(options.PlanBatchSize, flow.MaxBatchSize);
        var found = await store.ReadHeadsAsync(new HeadQuery(flow.Name, ranges, time.GetUtcNow(), limit), ct).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return false;
        }

        List<SubjectHead> heads = [.. found.Select(head => head with { Epoch = owned.EpochOf(head.Lane) ?? 0 })];

        using var activity = telemetry.Plan(flow.Name, heads.Count);
        IReadOnlyList<SubjectPlan> plans;
        try
        {
            plans = await flow.PlanAsync(heads, time.GetUtcNow(), ct).ConfigureAwait(false);
            if (!plans.Any(static plan => plan.Fault?.Kind == FaultKind.SchemaChanged))
            {
                desk.Runs(flow.Name);
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreException))
        {
            var fault = Faults.BugOf(exception, $"Reading a batch of flow {flow.Name}");
            if (await desk.HoldsBackAsync(flow, fault, ct).ConfigureAwait(false))
            {
                // The connection rests, or the flow is stopped: the heads stay as they are.
                return false;
            }

            EngineLog.ReadFailed(logger, flow.Name, fault.Code, exception);
            plans = [.. heads.Select(_ => SubjectPlan.Park(fault))];
        }

        await CommitAsync(owned, heads, plans, ct).ConfigureAwait(false);
        return true;
    }

    private async ValueTask CommitAsync(LaneSnapshot owned, List<SubjectHead> heads, IReadOnlyList<SubjectPlan> plans, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var commits = new List<SubjectCommit>(heads.Count);
        using var handover = new Handover(wakes);
        for (var i = 0; i < heads.Count; i++)
        {
            if (plans[i].Fault is { } fault && await desk.HoldsBackAsync(flow, fault, ct).ConfigureAwait(false))
            {
                continue;
            }

            if (owned.EpochOf(heads[i].Lane) is { } epoch)
            {
                commits.Add(committer.Commit(heads[i], plans[i], new LaneGrant(heads[i].Lane, epoch), now, handover.TryPromise(plans[i])));
            }
        }

        if (commits.Count == 0)
        {
            return;
        }

        using (await recovery.EnterAsync(ct).ConfigureAwait(false))
        {
            try
            {
                var result = await store.CommitAndTakeAsync(commits, ct).ConfigureAwait(false);
                handover.Announce(commits, result.Taken);
            }
            catch (Exception) when (handover.HasPromises)
            {
                // Whether effects were taken for this process is not known.
                recovery.Ask();
                throw;
            }
        }

        foreach (var commit in commits)
        {
            if (commit.Transition == SubjectTransition.Complete)
            {
                judge.Forget(commit.Subject);
            }

            telemetry.Committed(flow.Name, commit);
        }

        foreach (var name in commits.SelectMany(commit => commit.Signals).Select(signal => signal.Subject.Flow).Distinct(StringComparer.Ordinal))
        {
            wakes.Flow(name).Pulse();
        }
    }
}
