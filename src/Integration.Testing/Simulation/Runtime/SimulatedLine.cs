namespace ErpSync.Testing.Simulation.Runtime;

/// <summary>
/// Calls from a process to something outside it. What happens outside happens there: it is done when the request arrives, whether or not the caller lives to see
/// the answer.
/// </summary>
internal sealed class SimulatedLine(SimulatedScheduler scheduler, SimulatedProcess world, SimulatedProcess caller)
{
    /// <summary>Sends, lets it happen, brings the answer back.</summary>
    /// <param name="there">Time to get there.</param>
    /// <param name="happens">What happens outside; its exception is the answer too.</param>
    /// <param name="back">Time back; null loses the answer.</param>
    /// <param name="ct">Ends the waiting, not what happens.</param>
    public Task<T> Call<T>(TimeSpan there, Func<T> happens, TimeSpan? back, CancellationToken ct)
        => Call(there, () => new Answer<T>(happens()), back, ct);

    /// <summary>The same for what may fail as a matter of course: a fault that nobody throws costs little.</summary>
    /// <param name="there">Time to get there.</param>
    /// <param name="happens">What happens outside, with its answer.</param>
    /// <param name="back">Time back; null loses the answer.</param>
    /// <param name="ct">Ends the waiting, not what happens.</param>
    public Task<T> Call<T>(TimeSpan there, Func<Answer<T>> happens, TimeSpan? back, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<T>();
        _ = scheduler.After(world, there, () => Arrive(happens, back, answer));
        return ct.CanBeCanceled ? Cancellable(answer, ct) : answer.Task;
    }

    private static async Task<T> Cancellable<T>(TaskCompletionSource<T> answer, CancellationToken ct)
    {
        using var registration = ct.UnsafeRegister(_ => answer.TrySetCanceled(ct), null);
        return await answer.Task.ConfigureAwait(false);
    }

    private void Arrive<T>(Func<Answer<T>> happens, TimeSpan? back, TaskCompletionSource<T> answer)
    {
        Answer<T> said;
        try
        {
            said = happens();
        }
        catch (Exception exception)
        {
            said = new Answer<T>(default!, exception);
        }

        if (back is { } time)
        {
            _ = scheduler.After(caller, time, () => said.Tell(answer));
        }
    }
}

/// <summary>What comes back: a result or a fault.</summary>
internal readonly record struct Answer<T>(T Result, Exception? Fault = null)
{
    public void Tell(TaskCompletionSource<T> waiting)
    {
        if (Fault is null)
        {
            waiting.TrySetResult(Result);
        }
        else
        {
            waiting.TrySetException(Fault);
        }
    }
}
