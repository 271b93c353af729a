using ErpSync.Storage;
using ErpSync.Testing.Simulation.Runtime;
using ErpSync.Testing.Simulation.Scenarios;

namespace ErpSync.Testing.Simulation;

/// <summary>
/// Runs real hosts — the engine, its planners, the steps of its stores — against a simulated shop, ERP, warehouse, network and clock, on one thread, in an order drawn
/// from a seed. Nodes are killed, frozen and set wrong, calls are lost on either way, people change all sides. When everything has come to rest, the books of
/// all systems must agree. The same options give the same run.
/// </summary>
public static class Simulation
{
    private const int MostStepsInAnInstant = 100_000;
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMinutes(1);

    /// <summary>Runs one seed.</summary>
    /// <param name="options">Seed, nodes, history, planted bug.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is not 1 to 8.</exception>
    public static SimulationResult Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Nodes, 8);
        var hasWarehouse = options.HasWarehouse ?? HistoryWriter.HasWarehouse(options.Seed);
        var history = options.History ?? HistoryWriter.Write(options.Seed, hasWarehouse);
        var world = new SimulatedWorld(options, hasWarehouse);
        var start = world.Scheduler.Now;
        var stage = new Stage(world, options.Nodes);
        stage.Open();
        for (var node = 0; node < options.Nodes; node++)
        {
            world.Start(node);
        }

        foreach (var item in history)
        {
            world.Scheduler.After(world.Outside, item.At, () => stage.Do(item));
        }

        var end = start + (history.Count == 0 ? TimeSpan.Zero : history[^1].At) + TimeSpan.FromSeconds(20);
        RunUntil(world, end);
        world.Heal();
        var settled = Settle(world, start + LongestRun);
        var cases = Now(world.Store.ReadCasesAsync(new CaseQuery(Limit: 1000), CancellationToken.None));
        if (!settled)
        {
            world.Violated($"G1: work did not come to rest within {LongestRun.TotalHours:F0} hours: {Now(world.Store.CountAsync(CancellationToken.None))}. {string.Join("; ", Restless(world))}");
        }

        foreach (var finding in new Audit(world, cases).Findings())
        {
            world.Violated(finding);
        }

        var accepted = Now(world.Store.CountAsync(CancellationToken.None)).Accepted;
        world.CloseAsync().AsTask().GetAwaiter().GetResult();
        return new SimulationResult(
            options.Seed, [.. world.Violations], history, world.Scheduler.Steps, world.Scheduler.Now - start, accepted, cases.Count)
        {
            HasWarehouse = hasWarehouse,
        };
    }

    /// <returns>False when work goes round in circles and time stands still.</returns>
    private static bool RunUntil(SimulatedWorld world, DateTimeOffset until)
    {
        var (instant, steps) = (world.Scheduler.Now, world.Scheduler.Steps);
        while (world.Scheduler.Now < until)
        {
            if (!world.Scheduler.Step())
            {
                world.Violated("G8: nothing is left to do, not even to look again.");
                return false;
            }

            if (world.Scheduler.Now != instant)
            {
                (instant, steps) = (world.Scheduler.Now, world.Scheduler.Steps);
            }
            else if (world.Scheduler.Steps - steps > MostStepsInAnInstant)
            {
                world.Violated($"G7: {MostStepsInAnInstant:N0} pieces of work were done and no time passed.");
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets everything come to rest: nothing waits for two sweeps, and an operator has tried every case again.</summary>
    private static bool Settle(SimulatedWorld world, DateTimeOffset deadline)
    {
        var quietSince = world.Scheduler.Now;
        var retried = world.Scheduler.Now;
        while (world.Scheduler.Now < deadline)
        {
            if (!RunUntil(world, world.Scheduler.Now + LookEvery))
            {
                return false;
            }

            var counts = Now(world.Watch.CountAsync());
            if (counts.Waiting > 0 || counts.PendingEffects > 0)
            {
                quietSince = world.Scheduler.Now;
            }
            else if (world.Scheduler.Now - quietSince > SimulatedWorld.SweepInterval * 3)
            {
                return true;
            }

            if (world.Scheduler.Now - retried > RetryEvery && world.Scheduler.Now - retried < RetryEvery * 2)
            {
                Retry(world);
                quietSince = world.Scheduler.Now;
                retried = DateTimeOffset.MinValue;
            }
        }

        return false;
    }

    /// <summary>What each subject that does not come to rest did last.</summary>
    private static IEnumerable<string> Restless(SimulatedWorld world) =>
        from subject in Now(world.Store.SearchAsync(new SubjectQuery(Limit: 1000), CancellationToken.None))
        where subject.State != SubjectState.Idle
        let last = Now(world.Store.ReadTimelineAsync(subject.Subject, 3, CancellationToken.None))
        select $"{subject.Subject.Flow}/{subject.Subject.Id} is {subject.State}: {string.Join(", ", last.Select(entry => $"{entry.At:HH:mm:ss} {entry.Code} {entry.Text}"))}";

    private static void Retry(SimulatedWorld world)
    {
        foreach (var item in Now(world.Store.ReadCasesAsync(new CaseQuery(Limit: 1000), CancellationToken.None)))
        {
            Now(world.Store.DecideCaseAsync(item.Id, new CaseDecision(CaseAction.Retry, "operator", "The systems work again.", world.Scheduler.Now), CancellationToken.None));
        }
    }

    /// <summary>The store in memory answers at once.</summary>
    private static T Now<T>(ValueTask<T> step) => step.AsTask().GetAwaiter().GetResult();
}
