using ErpSync.Connectors;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Calls from one process to a shop or ERP, with everything that can happen to them on the way.</summary>
internal sealed class SimulatedNetwork(SimulatedScheduler scheduler, SimulatedLine line, SimulatedTrouble trouble)
{
    /// <summary>A request that arrives at all arrives within this time; connectors state it as their consistency lag.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks; nothing changes there.</summary>
    public Task<T> AskAsync<T>(Func<T> there, CancellationToken ct) =>
        Refusal() is { } fault ? Task.FromException<T>(new ConnectorException(fault))
        : Happens(trouble.LostRequests + trouble.LostAnswers) ? line.Call(Patience, static () => new Answer<T>(default!, Unanswered()), TimeSpan.Zero, ct)
        : line.Call(Way(), there, Happens(trouble.Silences) ? null : Way(), ct);

    /// <summary>Writes one item; what nobody knows is unknown.</summary>
    public async Task<WriteResult> WriteAsync(string item, Func<WriteResult> there, CancellationToken ct)
    {
        if (Refusal() is { } fault)
        {
            return new WriteResult.Failed(item, fault);
        }

        var unknown = new WriteResult.Unknown(item, new Fault(FaultKind.Transient, "simulated.answer-lost", "The write was not answered."));
        if (Happens(trouble.LostRequests))
        {
            return await line.Call(Patience, () => new Answer<WriteResult>(unknown), TimeSpan.Zero, ct).ConfigureAwait(false);
        }

        if (Happens(trouble.LostAnswers))
        {
            // It may arrive after the caller has given up, but never later than the lag.
            await line.Call(scheduler.Random.Between(TimeSpan.Zero, Lag), there, TimeSpan.Zero, ct).ConfigureAwait(false);
            return unknown;
        }

        return await line.Call(Way(), there, Happens(trouble.Silences) ? null : Way(), ct).ConfigureAwait(false);
    }

    private Fault? Refusal() =>
        !trouble.IsOver && (trouble.StormUntil > scheduler.Now || scheduler.Random.Happens(trouble.Throttles))
            ? new Fault(FaultKind.Throttled, "simulated.throttled", "The rate limit is used up.")
            {
                RetryAfter = scheduler.Random.Happens(500) ? TimeSpan.FromSeconds(scheduler.Random.Between(1, 5)) : null,
            }
            : Happens(trouble.Refusals) ? new Fault(FaultKind.Transient, "simulated.refused", "The system is busy.")
            : null;

    private static ConnectorException Unanswered() => new(new Fault(FaultKind.Transient, "simulated.no-answer", "The question was not answered."));

    private bool Happens(int perThousand) => !trouble.IsOver && scheduler.Random.Happens(perThousand);

    private TimeSpan Way() => scheduler.Random.Between(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(400));
}
