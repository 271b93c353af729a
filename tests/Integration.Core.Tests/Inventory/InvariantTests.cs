using CsCheck;
using ErpSync.Inventory;

namespace ErpSync.Core.Tests.Inventory;

/// <summary>
/// What must hold after every step of any life of the stock. I1 to I8 are the invariants of the inventory rules; I9 and I10 say the same of concurrency and of
/// determinism. CsCheck prints the seed of a failure.
/// </summary>
public sealed class InvariantTests
{
    private static readonly StockAccountKind[] Conserved =
    [
        StockAccountKind.Supplier, StockAccountKind.Customer, StockAccountKind.Transit, StockAccountKind.Variance, StockAccountKind.Scrap,
    ];

    private static readonly Gen<InventoryPolicies> AnyPolicies = Gen.Select(
        Gen.Enum<ReservationTrigger>(), Gen.Enum<BackorderKind>(), Gen.Enum<FulfilMode>(), Gen.Bool, Gen.Bool,
        static (trigger, backorder, mode, shrink, isolate) => new InventoryPolicies
        {
            Reservation = ReservationRule.At(trigger),
            Backorder = new BackorderPolicy { Kind = backorder, Limit = 3m, Mode = mode },
            OnShrink = shrink ? ShrinkPolicy.Reallocate : ShrinkPolicy.Report,
            Deficits = isolate ? DeficitMode.Isolate : DeficitMode.Pool,
        });

    [Fact]
    public void I1_figures_are_those_of_the_ledger_and_repeats_change_nothing() =>
        Gen.Select(AnyPolicies, Gen.Bool, RandomEvents.Any).Sample(static (policies, shared, events) =>
        {
            var book = Open(policies, shared);
            foreach (var (happened, index) in events.Select(static (happened, index) => (happened, index)))
            {
                var named = happened with { Id = $"e{index}" };
                book.Apply(named);
                StockBalances.Rebuild(book.Ledger).DifferencesFrom(book.Balances()).Should().BeEmpty();
                var before = book.Ledger.Count;
                book.Apply(named).Outcome.Should().Be(InventoryOutcome.Duplicate);
                book.Ledger.Count.Should().Be(before);
            }
        });

    [Fact]
    public void I2_and_I6_every_claim_adds_up_and_nothing_is_picked_that_is_not_allocated() =>
        Gen.Select(AnyPolicies, Gen.Bool, RandomEvents.Any).Sample(static (policies, shared, events) =>
        {
            var book = Open(policies, shared);
            foreach (var happened in events)
            {
                book.Apply(happened);
                Claims(book).FirstOrDefault(static claim => !Adds(claim)).Should().BeNull();
            }
        });

    [Fact]
    public void I3_goods_neither_appear_nor_vanish() =>
        Gen.Select(AnyPolicies, Gen.Bool, RandomEvents.Any).Sample(static (policies, shared, events) =>
        {
            var book = Open(policies, shared);
            foreach (var happened in events)
            {
                book.Apply(happened);
                Everywhere(book, "X").Should().Be(21m);
                Everywhere(book, "Y").Should().Be(9m);
            }
        });

    [Fact]
    public void I4_cancelling_gives_back_what_was_cancelled_and_shipping_gives_nothing() =>
        RandomEvents.Orderly.Sample(static events =>
        {
            var book = Open(new InventoryPolicies());
            foreach (var happened in events)
            {
                var before = book.Figures.AvailableToPromise("X", "MAIN");
                var reserved = book.Figures.OfOrder("o0", 2);
                book.Apply(happened);
                if (happened is InventoryEvent.AllocationRequested or InventoryEvent.Picked)
                {
                    book.Figures.AvailableToPromise("X", "MAIN").Should().Be(before);
                }

                if (happened is InventoryEvent.LineCancelled { Order: "o0", Line: 2 })
                {
                    var own = book.Ledger.Any(static entry => entry.Sku == "X" && entry.To.Owner == "order/o0/2/X");
                    var given = book.Figures.OfOrder("o0", 2).Released - reserved.Released;
                    book.Figures.AvailableToPromise("X", "MAIN").Should().Be(before + (own ? given : 0m));
                }
            }

            var left = book.Figures.OfOrder("o1", 2).Open;
            var sku = book.Ledger.Any(static entry => entry.To.Owner == "order/o1/2/X") ? "X" : "Y";
            var atp = book.Figures.AvailableToPromise(sku, "MAIN");
            if (left > 0m)
            {
                book.Apply(new InventoryEvent.Shipped("o1", 2, "A", left));
                book.Figures.AvailableToPromise(sku, "MAIN").Should().Be(atp);
            }
        });

    [Fact]
    public void I5_nothing_is_promised_twice() =>
        Gen.Select(Gen.OneOf(Gen.Const(ReservationTrigger.Cart), Gen.Const(ReservationTrigger.OrderPlaced), Gen.Const(ReservationTrigger.Captured)), RandomEvents.Orderly)
            .Sample(static (trigger, events) =>
            {
                var book = Open(new InventoryPolicies { Reservation = ReservationRule.At(trigger), Backorder = new BackorderPolicy { Mode = FulfilMode.Partial } });
                foreach (var happened in events)
                {
                    book.Apply(happened);
                    book.Figures.AvailableToPromise("X", "MAIN").Should().BeGreaterThanOrEqualTo(0m);
                    book.Figures.AvailableToPromise("Y", "MAIN").Should().BeGreaterThanOrEqualTo(0m);
                    book.Figures.OverClaims().Should().BeEmpty();
                }
            });

    [Fact]
    public void I7_and_I8_versions_only_grow_and_shares_never_exceed_the_pool() =>
        Gen.Select(AnyPolicies, RandomEvents.Any).Sample(static (policies, events) =>
        {
            var book = Open(policies);
            var version = 0L;
            foreach (var happened in events)
            {
                book.Apply(happened);
                if (book.Publisher.Begin("web", "X", PublishMode.Blind).Attempt is { } attempt)
                {
                    attempt.Version.Should().BeGreaterThan(version);
                    version = attempt.Version;
                    book.Publisher.Acknowledge(attempt);
                }

                var promised = Math.Max(0m, book.Figures.AvailableToPromise("X", "MAIN"));
                (book.Publisher.Value("web", "X") + book.Publisher.Value("mkt", "X")).Should().BeLessThanOrEqualTo(promised);
            }
        });

    [Fact]
    public async Task I9_concurrent_events_behave_as_some_serial_order()
    {
        for (var run = 0; run < 100; run++)
        {
            var book = Open(new InventoryPolicies());
            var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
                book.Apply(new InventoryEvent.OrderPlaced($"w{worker}", worker % 2 == 0 ? [new(1, "X", 6m), new(2, "Y", 1m)] : [new(1, "Y", 1m), new(2, "X", 6m)])).Outcome)));
            placed.Count(static outcome => outcome == InventoryOutcome.Accepted).Should().Be(2, "7 of 21 are set apart for the marketplace");
            book.Figures.AvailableToPromise("X", "MAIN").Should().Be(9m);
            book.Ledger.Select(static entry => entry.Sequence).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void I10_the_same_events_give_the_same_entries() =>
        Gen.Select(AnyPolicies, Gen.Bool, RandomEvents.Any).Sample(static (policies, shared, events) =>
        {
            var (first, second) = (Open(policies, shared), Open(policies, shared));
            foreach (var happened in events)
            {
                first.Apply(happened).Entries.Should().Equal(second.Apply(happened).Entries);
            }
        });

    private static InventoryBook Open(InventoryPolicies policies, bool shared = false) => new(RandomEvents.Setup(policies, shared), RandomEvents.Opening);

    private static bool Adds(ClaimBalance claim) =>
        claim.Open >= 0m && claim.Open <= claim.Claimed && claim.Open + claim.Consumed + claim.Released == claim.Claimed
        && Math.Min(Math.Min(claim.Held, claim.Reserved), Math.Min(claim.Backordered, claim.Preordered)) >= 0m && Math.Min(claim.Unclaimed, claim.InFlight) >= 0m
        && claim.Picked.All(place => place.Value <= claim.Allocated.GetValueOrDefault(place.Key));

    private static IEnumerable<ClaimBalance> Claims(InventoryBook book) =>
        from number in Enumerable.Range(0, 6)
        from line in Enumerable.Range(1, 3)
        from component in new[] { null, "X", "Y" }
        from claim in new[] { book.Figures.OfOrder($"o{number}", line, component), book.Figures.OfCart($"c{number}", line, component) }
        select claim;

    private static decimal Everywhere(InventoryBook book, string sku) =>
        book.Figures.Stock(sku, "A").OnHand + book.Figures.Stock(sku, "B").OnHand + Conserved.Sum(bucket => book.Figures.Virtual(sku, bucket));
}
