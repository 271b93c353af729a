using ErpSync.Testing.Simulation;

namespace ErpSync.Simulation;

/// <summary>Runs a simulation where it is at home: on a thread of its own, without a synchronisation context.</summary>
internal static class Simulate
{
    private const int StackBytes = 16 * 1024 * 1024;

    public static SimulationResult OnItsOwnThread(SimulationOptions options) => OnItsOwnThread(() => Testing.Simulation.Simulation.Run(options));

    public static T OnItsOwnThread<T>(Func<T> work)
    {
        T? result = default;
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        return thrown is null ? result! : throw new InvalidOperationException("The simulation broke down.", thrown);
    }
}
