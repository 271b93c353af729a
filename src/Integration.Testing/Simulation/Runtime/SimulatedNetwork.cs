using ErpSync.Connectors;

namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>Calls from one process to a shop or ERP, with everything that can happen to them on the way.</summary>
internal sealed class SimulatedNetwork(SimulatedScheduler scheduler, SimulatedLine line, SimulatedTrouble trouble)
{
    /// <summary>A request that arrives at all arrives within this time; connectors state it as their consistency lag.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks; nothing changes there.</summary>
    public async Task<T> AskAsync<T>(Func<T> there, CancellationToken ct)
    {
        Refuse();
        if (Happens(trouble.LostRequests + trouble.LostAnswers))
        {
            await line.Call(Patience, static () => 0, TimeSpan.Zero, ct).ConfigureAwait(false);
            throw new ConnectorException(new Fault(FaultKind.Transient, "simulated.no-answer", "The question was not answered."));
        }

        return await line.Call(Way(), there, Happens(trouble.Silences) ? null : Way(), ct).ConfigureAwait(false);
    }

    /// <summary>Writes one item; what nobody knows is unknown.</summary>
    public async Task<WriteResult> WriteAsync(string item, Func<WriteResult> there, CancellationToken ct)
    {
        try
        {
            Refuse();
        }
        catch (ConnectorException exception)
        {
            return new WriteResult.Failed(item, exception.Fault);
        }

        var unknown = new WriteResult.Unknown(item, new Fault(FaultKind.Transient, "simulated.answer-lost", "The write was not answered."));
        if (Happens(trouble.LostRequests))
        {
            return await line.Call<WriteResult>(Patience, () => unknown, TimeSpan.Zero, ct).ConfigureAwait(false);
        }

        if (Happens(trouble.LostAnswers))
        {
            // It may arrive after the caller has given up, but never later than the lag.
            await line.Call(scheduler.Random.Between(TimeSpan.Zero, Lag), there, TimeSpan.Zero, ct).ConfigureAwait(false);
            return unknown;
        }

        return await line.Call(Way(), there, Happens(trouble.Silences) ? null : Way(), ct).ConfigureAwait(false);
    }

    private void Refuse()
    {
        if (!trouble.IsOver && (trouble.StormUntil > scheduler.Now || scheduler.Random.Happens(trouble.Throttles)))
        {
            throw new ConnectorException(new Fault(FaultKind.Throttled, "simulated.throttled", "The rate limit is used up.")
            {
                RetryAfter = scheduler.Random.Happens(500) ? TimeSpan.FromSeconds(scheduler.Random.Between(1, 5)) : null,
            });
        }

        if (Happens(trouble.Refusals))
        {
            throw new ConnectorException(new Fault(FaultKind.Transient, "simulated.refused", "The system is busy."));
        }
    }

    private bool Happens(int perThousand) => !trouble.IsOver && scheduler.Random.Happens(perThousand);

    private TimeSpan Way() => scheduler.Random.Between(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(400));
}
