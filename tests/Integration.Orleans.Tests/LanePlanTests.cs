namespace ErpSync.Orleans.Tests;

public sealed class LanePlanTests
{
    private const int Lanes = 256;

    [Theory]
    [InlineData(1, 256, 256)]
    [InlineData(2, 128, 128)]
    [InlineData(3, 84, 86)]
    [InlineData(5, 48, 52)]
    public void Silos_share_the_lanes_evenly(int silos, int least, int most)
    {
        var owned = Plan([.. Names(silos)]).GroupBy(owner => owner).Select(group => group.Count()).ToList();

        owned.Should().HaveCount(silos).And.OnlyContain(lanes => lanes >= least && lanes <= most);
    }

    [Fact]
    public void A_silo_that_comes_moves_little_more_than_its_own_share()
    {
        var before = Plan([.. Names(4)]);
        var after = Plan([.. Names(5)]);

        var moved = before.Zip(after).Count(pair => pair.First != pair.Second);
        moved.Should().BeInRange(48, 90, "a fifth of the lanes is the new silo's, and few move between the others");
    }

    [Fact]
    public void Every_silo_makes_the_same_plan()
        => Plan([.. Names(3)]).Should().Equal(Plan([.. Names(3)]));

    [Fact]
    public void Nothing_is_planned_before_somebody_lives()
        => new LanePlan().OwnerOf(0).Should().BeNull();

    private static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(n => $"127.0.0.1:1111{n}@10{n}");

    private static List<string?> Plan(IReadOnlyList<string> living)
    {
        var plan = new LanePlan();
        plan.Renew(Lanes, living);
        return [.. Enumerable.Range(0, Lanes).Select(plan.OwnerOf)];
    }
}
