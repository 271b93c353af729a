using ErpSync.Connectors;
using ErpSync.Diagnostics;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ErpSync.Engine;

/// <summary>Writes the effects of one entity of one connection: claim a batch, look up what is unknown, send the rest, commit every answer.</summary>
internal sealed class Dispatcher(
    Connection connection,
    EntityCapability capability,
    SinkBinding sink,
    ISyncStore store,
    LaneTable lanes,
    EffectRecovery recovery,
    EffectJudge judge,
    FaultDesk desk,
    FlowControl control,
    WakeBoard wakes,
    EngineOptions options,
    Telemetry telemetry,
    TimeProvider time,
    ILogger logger,
    SinkGuard? guard = null)
{
    private readonly SinkQueue _queue = wakes.Sink(connection.Id, capability.Entity);
    private long _looked = time.GetTimestamp();
    private bool _asksStoreFirst;

    private readonly string _part = ConnectionPart.Writing(capability.Entity);

    private string ControlName { get; } = FlowControl.SinkName(connection.Id, capability.Entity);

    /// <summary>Runs until cancelled; a batch under way is finished and committed first, unless <paramref name="abort"/> fires.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            var seen = _queue.Wake.Next;
            try
            {
                if (control.IsStopped(ControlName))
                {
                    await ReturnAsync().ConfigureAwait(false);
                    await _queue.Wake.WaitAsync(seen, options.IdlePoll, time, stop).ConfigureAwait(false);
                }
                else if (!await RoundAsync(stop, abort).ConfigureAwait(false))
                {
                    await _queue.Wake.WaitAsync(seen, options.IdlePoll, time, stop).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested || abort.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                EngineLog.DispatchFailed(logger, capability.Entity, connection.Id, exception);
                recovery.Ask();
                await Task.Delay(options.FirstBackoff, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One batch. False when nothing was due.</summary>
    internal async ValueTask<bool> RoundAsync(CancellationToken stop, CancellationToken abort)
    {
        using var lease = await connection.Gate.EnterAsync(_part, stop).ConfigureAwait(false);
        using var pass = await recovery.EnterAsync(stop).ConfigureAwait(false);
        if (control.IsStopped(ControlName))
        {
            // It was stopped while this dispatcher stood in line.
            return false;
        }

        _queue.Open(capability.MaxBatchSize * options.DispatchersPerSink);
        if (time.GetElapsedTime(_looked) >= options.IdlePoll)
        {
            // What becomes due by time alone is announced by nobody.
            _queue.Look();
        }

        var (claimed, handed) = await NextAsync(stop).ConfigureAwait(false);
        if (claimed.Count == 0)
        {
            return false;
        }

        lanes.Enter(claimed);
        try
        {
            await HandleAsync(claimed, handed, abort).ConfigureAwait(false);
        }
        finally
        {
            lanes.Exit(claimed);
        }

        return true;
    }

    /// <summary>The next batch: of the store and of what was handed over by turns, so that neither waits until the other has nothing left.</summary>
    private async ValueTask<(IReadOnlyList<ClaimedEffect> Claimed, bool Handed)> NextAsync(CancellationToken stop)
    {
        _asksStoreFirst = !_asksStoreFirst;
        if (_asksStoreFirst && await ClaimAsync(stop).ConfigureAwait(false) is { Count: > 0 } due)
        {
            return (due, false);
        }

        if (Handed() is { Count: > 0 } handed)
        {
            return (handed, true);
        }

        return (_asksStoreFirst ? [] : await ClaimAsync(stop).ConfigureAwait(false), false);
    }

    private async ValueTask HandleAsync(IReadOnlyList<ClaimedEffect> claimed, bool handed, CancellationToken abort)
    {
        var answers = new List<EffectAnswer>(claimed.Count);
        var toSend = new List<ClaimedEffect>(claimed.Count);
        foreach (var effect in claimed)
        {
            if (effect.Probe)
            {
                await ProbeAsync(effect, answers, toSend, abort).ConfigureAwait(false);
            }
            else
            {
                toSend.Add(effect);
            }
        }

        guard?.HoldBack(toSend, sink, answers);
        // The last look before anything leaves the house: a process that was paused must not send what is another's by now.
        var strange = toSend.FindAll(effect => !lanes.Owns(effect.Lane));
        if (strange.Count > 0)
        {
            toSend.RemoveAll(strange.Contains);
            await GiveBackAsync(strange).ConfigureAwait(false);
        }

        if (toSend.Count > 0)
        {
            answers.AddRange(await SendAsync(toSend, abort).ConfigureAwait(false));
        }

        if (answers.Count > 0)
        {
            await CommitAsync(answers, handed).ConfigureAwait(false);
        }
    }

    /// <summary>Gives back to the store what was handed over and will not be sent by this process: nobody has to ask a target about it then.</summary>
    internal ValueTask ReturnAsync() => GiveBackAsync(_queue.Close());

    private async ValueTask GiveBackAsync(List<ClaimedEffect> effects)
    {
        var now = time.GetUtcNow();
        var commits = effects.ConvertAll(effect => new SubjectCommit
        {
            Subject = effect.Subject,
            Lane = effect.Lane,
            EffectUpdates = [new EffectUpdate(effect.Id, EffectState.Ready, effect.Attempt, effect.CreatedAt, effect.Probe)],
            At = now,
        });
        if (commits.Count == 0)
        {
            return;
        }

        try
        {
            await store.CommitAsync(commits, CancellationToken.None).ConfigureAwait(false);
            _queue.Look();
        }
        catch (Exception exception)
        {
            // They stay marked as being sent, so whoever owns their lanes next looks them up first.
            EngineLog.DispatchFailed(logger, capability.Entity, connection.Id, exception);
        }
    }

    /// <summary>A batch of what was handed over in memory, without what belongs to lanes that were lost meanwhile: their new owner takes care of it.</summary>
    private List<ClaimedEffect> Handed()
    {
        while (true)
        {
            var handed = _queue.Take(capability.MaxBatchSize);
            var owned = handed.FindAll(effect => lanes.Owns(effect.Lane));
            if (owned.Count > 0 || handed.Count == 0)
            {
                return owned;
            }
        }
    }

    /// <summary>A batch of what is due in the store, when there may be something.</summary>
    private async ValueTask<IReadOnlyList<ClaimedEffect>> ClaimAsync(CancellationToken stop)
    {
        if (!_queue.ShouldLook)
        {
            return [];
        }

        _looked = time.GetTimestamp();
        var looks = _queue.Looks;
        var query = new EffectQuery(connection.Id, capability.Entity, lanes.Current.Grants, time.GetUtcNow(), capability.MaxBatchSize);
        var claimed = query.Lanes.Count == 0 ? [] : await store.ClaimEffectsAsync(query, stop).ConfigureAwait(false);
        if (claimed.Count < query.Limit)
        {
            _queue.Exhausted(looks);
        }
        else
        {
            _queue.Behind();
        }

        return claimed;
    }

    private async ValueTask ProbeAsync(ClaimedEffect effect, List<EffectAnswer> answers, List<ClaimedEffect> toSend, CancellationToken abort)
    {
        try
        {
            var found = await connection.Gate.Pipeline.ExecuteAsync(
                static (work, token) => work.Sink.LookupAsync(work.Effect, token), (Sink: sink, Effect: effect), abort).ConfigureAwait(false);
            if (found is null)
            {
                toSend.Add(effect);
            }
            else
            {
                answers.Add(new EffectAnswer(effect, new WriteResult.Applied(SinkBinding.ItemIdOf(effect), found, WasReplay: true)));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !abort.IsCancellationRequested)
        {
            // The question itself went unanswered: the outcome is as unknown as before.
            var fault = exception is TimeoutRejectedException ? Slow() : exception is BrokenCircuitException open ? ConnectionPipeline.Open(connection.Id, open) : Faults.BugOf(exception, $"Looking up a {capability.Entity} write");
            answers.Add(new EffectAnswer(effect, new WriteResult.Unknown(SinkBinding.ItemIdOf(effect), fault)));
        }
    }

    private async ValueTask<List<EffectAnswer>> SendAsync(List<ClaimedEffect> effects, CancellationToken abort)
    {
        using var activity = telemetry.Write(connection.Id, capability.Entity, effects.Count);
        var started = time.GetTimestamp();
        IReadOnlyList<WriteResult> results;
        try
        {
            results = await connection.Gate.Pipeline.ExecuteAsync(
                static (work, token) => work.Sink.WriteAsync(work.Effects, token), (Sink: sink, Effects: effects), abort).ConfigureAwait(false);
        }
        catch (BrokenCircuitException open)
        {
            var fault = ConnectionPipeline.Open(connection.Id, open);
            results = [.. effects.Select(effect => new WriteResult.Failed(SinkBinding.ItemIdOf(effect), fault))];
        }
        catch (ConnectorException exception)
        {
            results = [.. effects.Select(effect => new WriteResult.Failed(SinkBinding.ItemIdOf(effect), exception.Fault))];
        }
        catch (Exception exception)
        {
            // Anything else may have been thrown after something was sent: nobody knows, so it is looked up.
            var fault = exception is OperationCanceledException or TimeoutRejectedException ? Slow() : Faults.BugOf(exception, $"Writing a {capability.Entity} batch");
            EngineLog.DispatchFailed(logger, capability.Entity, connection.Id, exception);
            results = [.. effects.Select(effect => new WriteResult.Unknown(SinkBinding.ItemIdOf(effect), fault))];
        }

        telemetry.WriteDuration(connection.Id, capability.Entity, time.GetElapsedTime(started));
        return Match(effects, results);
    }

    /// <summary>The result of each effect, by its item; the first one counts, and an item without one has an unknown outcome.</summary>
    private List<EffectAnswer> Match(List<ClaimedEffect> effects, IReadOnlyList<WriteResult> results)
    {
        var byItem = new Dictionary<string, WriteResult>(results.Count, StringComparer.Ordinal);
        foreach (var result in results)
        {
            byItem.TryAdd(result.ItemId, result);
        }

        return effects.ConvertAll(effect =>
        {
            var item = SinkBinding.ItemIdOf(effect);
            return new EffectAnswer(effect, byItem.GetValueOrDefault(item) ?? new WriteResult.Unknown(item, Faults.NoResult(capability.Entity)));
        });
    }

    private async ValueTask CommitAsync(List<EffectAnswer> answers, bool handed)
    {
        var now = time.GetUtcNow();
        for (var index = 0; index < answers.Count; index++)
        {
            try
            {
                answers[index] = await LearnAsync(answers[index]).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // A lesson that could not be kept comes again with the next answer; the answers themselves must be on record.
                EngineLog.DispatchFailed(logger, capability.Entity, connection.Id, exception);
            }
        }

        var commits = answers.ConvertAll(answer => judge.Judge(answer, capability, now));
        await store.CommitAsync(commits, CancellationToken.None).ConfigureAwait(false);
        wakes.PulseFlows();
        if (handed && answers.TrueForAll(static answer => answer.Result is WriteResult.Applied or WriteResult.Unchanged))
        {
            // Each was the only effect of its plan and is done, so no other has become due.
            return;
        }

        _queue.Pulse();
        foreach (var other in connection.Connector.Descriptor.Entities.Where(other => other.Writes != WriteModes.None))
        {
            wakes.Sink(connection.Id, other.Entity).Pulse();
        }
    }

    /// <summary>Lets gate, desk and telemetry learn from an answer.</summary>
    /// <returns>The answer, or what it says about its record alone.</returns>
    private async ValueTask<EffectAnswer> LearnAsync(EffectAnswer answer)
    {
        var result = answer.Result;
        telemetry.Effect(connection.Id, capability.Entity, result.GetType().Name);
        var fault = result switch
        {
            WriteResult.Failed failed => failed.Fault,
            WriteResult.Unknown unknown => unknown.Fault,
            _ => null,
        };
        if (fault is null)
        {
            judge.Forget(answer.Effect.Subject);
            Serves();
            desk.Runs(ControlName);
            return answer;
        }

        if (result is WriteResult.Unknown)
        {
            EngineLog.WriteUnknown(logger, capability.Entity, connection.Id, answer.Effect.Subject.Id, fault.Code);
        }
        else
        {
            EngineLog.WriteFailed(logger, capability.Entity, connection.Id, answer.Effect.Subject.Id, fault.Code);
        }

        var refusal = connection.Gate.Observe(_part, fault);
        await desk.RefusedAsync(connection, _part, refusal, fault, CancellationToken.None).ConfigureAwait(false);
        if (fault.Kind == FaultKind.SchemaChanged)
        {
            await desk.SinkStoppedAsync(connection.Id, capability.Entity, fault, CancellationToken.None).ConfigureAwait(false);
        }
        else if (fault.Kind is not (FaultKind.Throttled or FaultKind.Unauthorized))
        {
            Serves();
        }

        return refusal == Refusal.Record && result is WriteResult.Failed ? answer with { Result = new WriteResult.Failed(result.ItemId, Faults.RefusedAlone(fault)) } : answer;
    }

    private void Serves()
    {
        connection.Gate.Served(_part);
        desk.Served(connection.Id, _part);
    }

    private Fault Slow() =>
        new(FaultKind.Transient, "engine.write-timeout",
            $"Connection '{connection.Id}' did not answer a {capability.Entity} write within {connection.Gate.Options.CallTimeout.TotalSeconds:F0} seconds.")
        {
            Hint = "The outcome is looked up before anything is sent again.",
        };
}
