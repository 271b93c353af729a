using ErpSync.Testing.Simulation;

namespace ErpSync.Simulation;

public sealed class SimulationTests
{
    private const ulong Seeds = 150;

    public static TheoryData<string> Bugs => [.. PlantedBugs.All.Select(static bug => bug.Name)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_guarantee_breaks_whatever_dies_or_is_lost(int nodes)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var result = Simulate.OnItsOwnThread(new SimulationOptions(seed, nodes));
            result.Violations.Should().BeEmpty("seed {0} with {1} nodes must hold; repeat it with --seeds {0}..{0} --nodes {1}", seed, nodes);
        }
    }

    /// <summary>A sweep that was never answered, stale claims of a process that had slept, and goods that left the house after their buyer was refunded.</summary>
    [Theory]
    [InlineData(20, 1)]
    [InlineData(4482, 3)]
    [InlineData(7470, 3)]
    [InlineData(7639, 3)]
    [InlineData(8431, 3)]
    [InlineData(8777, 3)]
    [InlineData(1004, 3)]
    [InlineData(1231, 3)]
    [InlineData(1305, 3)]
    [InlineData(4561, 3)]
    [InlineData(58110, 3)]
    public void A_seed_that_failed_once_holds(ulong seed, int nodes) =>
        Simulate.OnItsOwnThread(new SimulationOptions(seed, nodes)).Violations.Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(string name)
    {
        var bug = PlantedBugs.All.Single(planted => planted.Name == name);
        BugHunt.Find(bug, nodes: 2).Should().NotBeNull("{0} must be found within {1} seeds", bug.Description, bug.WithinSeeds);
    }

    [Fact]
    public void One_history_in_three_has_a_warehouse()
    {
        var drawn = Enumerable.Range(1, 30).Select(static seed => Simulate.OnItsOwnThread(new SimulationOptions((ulong)seed, 1))).ToList();
        drawn.Count(static run => run.HasWarehouse).Should().BeInRange(5, 15);
        drawn.SelectMany(static run => run.HasWarehouse ? [] : run.History).Select(static item => item.Action)
            .Should().NotContain([SimulationAction.ShipFromWarehouse, SimulationAction.CountInWarehouse, SimulationAction.ReceiveReturn]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var first = Simulate.OnItsOwnThread(new SimulationOptions(42, 3));
        var second = Simulate.OnItsOwnThread(new SimulationOptions(42, 3));
        second.Should().BeEquivalentTo(first);
        Simulate.OnItsOwnThread(new SimulationOptions(43, 3)).Steps.Should().NotBe(first.Steps);
    }

    [Fact]
    public void A_failing_history_is_cut_down_to_what_matters()
    {
        var bug = PlantedBugs.All.Single(static planted => planted.Name == "dropped-line");
        var failed = BugHunt.Find(bug, nodes: 1)!;
        var shortest = Simulate.OnItsOwnThread(() => HistoryShrinker.Shrink(new SimulationOptions(failed.Seed, 1) { Bug = bug }, failed));
        shortest.Violations.Should().NotBeEmpty();
        shortest.History.Should().ContainSingle("one order is enough to see a dropped line").Which.Action.Should().Be(SimulationAction.PlaceOrder);
    }
}
