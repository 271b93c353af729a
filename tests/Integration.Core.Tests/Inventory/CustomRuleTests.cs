using ErpSync.Inventory;

namespace ErpSync.Core.Tests.Inventory;

/// <summary>Rules of the host's own: each is one interface.</summary>
public sealed class CustomRuleTests
{
    private static readonly InventoryOpening Opening = new()
    {
        Stock = new Dictionary<CellKey, CellBalance> { [new("X", "A")] = new(9m), [new("X", "B")] = new(4m) },
    };

    [Fact]
    public void A_reservation_rule_can_look_at_the_order()
    {
        var book = Open(new InventoryPolicies { Reservation = new WholesaleAtOnce() });
        book.Apply(new InventoryEvent.OrderPlaced("w1", [new(1, "X", 2m)]) { Channel = "wholesale" }).Outcome.Should().Be(InventoryOutcome.Accepted);
        book.Apply(new InventoryEvent.OrderPlaced("r1", [new(1, "X", 3m)]) { Channel = "web" }).Outcome.Should().Be(InventoryOutcome.Recorded);
        book.Figures.AvailableToPromise("X", "MAIN").Should().Be(11m);
        book.Apply(new InventoryEvent.Captured("r1")).Outcome.Should().Be(InventoryOutcome.Accepted);
        book.Figures.AvailableToPromise("X", "MAIN").Should().Be(8m);
    }

    [Fact]
    public void An_allocation_strategy_says_where_to_look_first()
    {
        var book = Open(new InventoryPolicies { Allocation = new AllocationPolicy { Strategy = new EmptyTheSmallest() } });
        var plan = book.Plan([new ClaimLine(1, "X", 5m)], "MAIN");
        plan.Placed["1"].Should().BeEquivalentTo(new Dictionary<string, decimal> { ["B"] = 4m, ["A"] = 1m });
    }

    [Fact]
    public void A_strategy_cannot_place_what_is_not_there()
    {
        var book = Open(new InventoryPolicies { Allocation = new AllocationPolicy { Strategy = new Careless() } });
        var act = () => book.Plan([new ClaimLine(1, "X", 5m)], "MAIN");
        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_buffer_and_a_channel_rule_of_the_host()
    {
        var book = new InventoryBook(
            new InventorySetup
            {
                Pools = new Dictionary<string, StockPool> { ["MAIN"] = new(["A", "B"]) },
                DefaultBuffer = new OneInTen(),
                Channels = new Dictionary<string, SalesChannel> { ["web"] = new() { Rules = [new Even()] } },
            },
            Opening);
        book.Figures.AvailableToPromise("X", "MAIN").Should().Be(11m, "a tenth of 9 and of 4, each rounded up, is kept back");
        book.Publisher.Value("web", "X").Should().Be(10m);
    }

    private static InventoryBook Open(InventoryPolicies policies) =>
        new(new InventorySetup { Pools = new Dictionary<string, StockPool> { ["MAIN"] = new(["A", "B"]) }, Policies = policies }, Opening);

    private sealed class WholesaleAtOnce : IReservationRule
    {
        public bool HoldsCarts => false;

        public bool LeftToErp => false;

        public bool ClaimsAt(ReservationMoment moment, ReservationSubject order) =>
            moment == (order.Channel == "wholesale" ? ReservationMoment.Placed : ReservationMoment.Captured);
    }

    private sealed class EmptyTheSmallest : IAllocationStrategy
    {
        public void Place(AllocationRun run)
        {
            foreach (var line in run.Lines)
            {
                run.Fill(line, run.Candidates.OrderBy(candidate => run.Free(line.Sku, candidate.Code)).ThenBy(static candidate => candidate.Rank).ToList());
            }
        }
    }

    private sealed class Careless : IAllocationStrategy
    {
        public void Place(AllocationRun run) => run.Take(run.Lines[0], "B", 5m);
    }

    private sealed class OneInTen : IStockBuffer
    {
        public decimal Keep(decimal onHand) => onHand / 10m;
    }

    private sealed class Even : IChannelRule
    {
        public decimal Apply(decimal value, decimal channelBase) => value - (value % 2m);
    }
}
