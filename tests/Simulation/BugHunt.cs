using ErpSync.Testing.Simulation;

namespace ErpSync.Simulation;

/// <summary>Looks for a planted bug seed by seed.</summary>
internal static class BugHunt
{
    public static SimulationResult? Find(PlantedBug bug, int nodes)
    {
        for (var seed = 1UL; seed <= (ulong)bug.WithinSeeds; seed++)
        {
            var result = Simulate.OnItsOwnThread(new SimulationOptions(seed, nodes) { Bug = bug, HasWarehouse = bug.NeedsWarehouse ? true : null });
            if (result.Violations.Count > 0)
            {
                return result;
            }
        }

        return null;
    }
}
