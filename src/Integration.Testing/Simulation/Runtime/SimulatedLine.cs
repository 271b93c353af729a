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

    private void Arrive<T>(Func<T> happens, TimeSpan? back, TaskCompletionSource<T> answer)
    {
        Action tell;
        try
        {
            var result = happens();
            tell = () => answer.TrySetResult(result);
        }
        catch (Exception exception)
        {
            tell = () => answer.TrySetException(exception);
        }

        if (back is { } time)
        {
            _ = scheduler.After(caller, time, tell);
        }
    }
}
