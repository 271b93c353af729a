using ErpSync.Adapters.BusinessCentral.Tests.Wire;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>Lets the process die at every request of a write, before it leaves and after the server worked on it, and looks at the end each time.</summary>
internal static class Deaths
{
    private const int MostRequests = 30;

    /// <summary>Walks through all deaths until the write comes to its end alive.</summary>
    /// <param name="prepare">Sets up what the write needs; its requests are not counted.</param>
    public static async Task EverywhereAsync(Func<ErpFixture, Task<Walk>> prepare)
    {
        foreach (var answered in new[] { false, true })
        {
            var step = 1;
            while (await DiesAsync(prepare, step, answered))
            {
                step++;
                step.Should().BeLessThan(MostRequests, "the write must come to an end");
            }
        }
    }

    private static async Task<bool> DiesAsync(Func<ErpFixture, Task<Walk>> prepare, int step, bool answered)
    {
        await using var erp = await ErpFixture.StartAsync();
        var walk = await prepare(erp);
        erp.Restart();
        erp.Line.DieBefore = answered ? 0 : step;
        erp.Line.DieAfter = answered ? step : 0;
        var died = false;
        try
        {
            await walk.Write();
        }
        catch (ProcessKilledException)
        {
            died = true;
        }

        erp.Restart();
        await walk.Check();
        return died;
    }

    /// <summary>One write and what must be true after it was taken up again.</summary>
    /// <param name="Write">The write that may die.</param>
    /// <param name="Check">Takes it up again after a restart and looks.</param>
    internal sealed record Walk(Func<Task> Write, Func<Task> Check);
}
