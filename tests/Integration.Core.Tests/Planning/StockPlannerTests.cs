using ErpSync.Model;
using ErpSync.Planning;

namespace ErpSync.Core.Tests.Planning;

/// <summary>The owner's number goes to the shop, each publish under a key of its own.</summary>
public sealed class StockPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_refused_publish_is_planned_again_under_another_key()
    {
        // The shop remembers a refusal by its key: with the old one it would refuse for a day, although the number is right by now.
        Key(Now.AddSeconds(1)).Should().NotBe(Key(Now));
    }

    [Fact]
    public void The_same_planning_gives_the_same_key() => Key(Now).Should().Be(Key(Now));

    private static string Key(DateTimeOffset now) =>
        new StockPlanner("erp", "shop").Plan("MUG", 7, new StockReading(Level(5), Level(4)), now).Effects.Should().ContainSingle().Subject.Key.Value;

    private static StockLevel Level(decimal onHand) => new() { Sku = "MUG", Cells = [new StockCell { Location = "", OnHand = onHand }], AsOf = Now };
}
