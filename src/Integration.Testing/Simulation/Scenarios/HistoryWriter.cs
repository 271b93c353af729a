using ErpSync.Testing.Simulation.Runtime;

namespace ErpSync.Testing.Simulation.Scenarios;

/// <summary>Draws a history from a seed: a few orders, what becomes of them, and what goes wrong around them.</summary>
internal static class HistoryWriter
{
    private const int LongestStory = 90;
    private const ulong VariantSalt = 0x0A5E_1F10UL;

    // How often each happens, beside the orders themselves.
    private static readonly (SimulationAction Action, int Weight)[] Actions =
    [
        (SimulationAction.Ship, 30), (SimulationAction.AddLine, 6), (SimulationAction.CancelOrder, 6), (SimulationAction.RefundUnshipped, 8),
        (SimulationAction.ReturnShipped, 10), (SimulationAction.TouchOrder, 8), (SimulationAction.CountInErp, 8), (SimulationAction.CountInShop, 8),
        (SimulationAction.KillNode, 8), (SimulationAction.FreezeNode, 5), (SimulationAction.SetClock, 3), (SimulationAction.ThrottleStorm, 3), (SimulationAction.SlowStore, 3),
    ];

    // The same where a warehouse has the stock: it ships, and gets back what is returned; the ERP's own counts must reach nobody.
    private static readonly (SimulationAction Action, int Weight)[] WarehouseActions =
    [
        (SimulationAction.ShipFromWarehouse, 34), (SimulationAction.AddLine, 6), (SimulationAction.CancelOrder, 5), (SimulationAction.RefundUnshipped, 8),
        (SimulationAction.ReturnShipped, 4), (SimulationAction.ReceiveReturn, 10), (SimulationAction.TouchOrder, 6), (SimulationAction.CountInErp, 4),
        (SimulationAction.CountInWarehouse, 10), (SimulationAction.CountInShop, 8),
        (SimulationAction.KillNode, 8), (SimulationAction.FreezeNode, 5), (SimulationAction.SetClock, 3), (SimulationAction.ThrottleStorm, 3), (SimulationAction.SlowStore, 3),
    ];

    /// <summary>Whether a seed's history has a warehouse system; drawn apart from everything else.</summary>
    public static bool HasWarehouse(ulong seed) => new SeededRandom(seed ^ VariantSalt).Below(3) == 0;

    /// <summary>Whether ownership rules are in force where there is a warehouse: in every second of those histories.</summary>
    public static bool HasOwnership(ulong seed) => new SeededRandom(seed ^ ~VariantSalt).Below(2) == 0;

    public static IReadOnlyList<SimulationEvent> Write(ulong seed, bool hasWarehouse)
    {
        var random = new SeededRandom(seed ^ 0x5EED_0F_A_57_0E_41UL);
        var events = new List<SimulationEvent>();
        for (var order = random.Between(1, 8); order > 0; order--)
        {
            events.Add(new SimulationEvent(Moment(random), SimulationAction.PlaceOrder, events.Count, random.Below(1000)));
        }

        var actions = hasWarehouse ? WarehouseActions : Actions;
        var total = actions.Sum(action => action.Weight);
        for (var more = random.Between(2, 24); more > 0; more--)
        {
            var drawn = random.Below(total);
            var action = actions.First(candidate => (drawn -= candidate.Weight) < 0).Action;
            events.Add(new SimulationEvent(Moment(random), action, random.Below(8), random.Between(1, 12)));
        }

        return [.. events.OrderBy(item => item.At)];
    }

    private static TimeSpan Moment(SeededRandom random) => random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(LongestStory));
}
