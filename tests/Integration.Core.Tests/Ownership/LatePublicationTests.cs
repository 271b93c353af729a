using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning;

namespace ErpSync.Core.Tests.Ownership;

/// <summary>Somebody types the very number into the shop that was published there before: it could be our own publication that is late.</summary>
public sealed class LatePublicationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly StockAuthority Authority = new(new AuthorityEngine(new OwnershipBuilder().UseRecommended(erp: "erp", shop: "shop").Build(["erp", "shop"])), "erp", "shop");

    [Fact]
    public void It_is_left_for_the_echo_window_and_then_set_back_without_another_signal()
    {
        var state = Told(63m);
        (state, _, _) = Judge(state, owner: 59m, shop: 63m, minute: 1);
        (state, _, _) = Judge(state, owner: 59m, shop: 59m, minute: 2);

        (state, var shows, var again) = Judge(state, owner: 59m, shop: 63m, minute: 3);
        shows.Should().Be(63m, "it may be the first publication, late");
        again.Should().BeCloseTo(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), "the echo window of the recommended rules");

        (_, shows, again) = Judge(state, owner: 59m, shop: 63m, minute: 14);
        shows.Should().Be(59m, "it is published again");
        again.Should().BeNull();
    }

    [Fact]
    public void A_number_that_is_in_step_is_not_looked_at_again()
    {
        var (_, _, again) = Judge(Told(63m), owner: 63m, shop: 63m, minute: 1);

        again.Should().BeNull();
    }

    /// <summary>What is known after a number was published and seen in the shop.</summary>
    private static OwnershipState Told(decimal number)
    {
        var (state, _, _) = Judge(new OwnershipState(), number, shop: 0m, minute: 0);
        return Judge(state, number, shop: number, minute: 0).State;
    }

    private static (OwnershipState State, decimal Shows, TimeSpan? Again) Judge(OwnershipState state, decimal owner, decimal shop, int minute)
    {
        var judged = Authority.Judge("X", new StockReading(Level(owner), Level(shop)), state, [], Start.AddMinutes(minute));
        return (judged.State, judged.Reading.Owner!.Cells.Single().OnHand, judged.LookAgainAfter);
    }

    private static StockLevel Level(decimal units) => new() { Sku = "X", Cells = [new StockCell { Location = "A", OnHand = units }] };
}
