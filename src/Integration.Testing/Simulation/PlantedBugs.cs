using ErpSync.Storage.InMemory;
using ErpSync.Testing.Simulation.Bugs;
using ErpSync.Testing.Simulation.Systems;

namespace ErpSync.Testing.Simulation;

/// <summary>Bugs the simulation must find, each within the number of seeds it states.</summary>
public static class PlantedBugs
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("forgetful-intake", "Every fifth batch of signals is accepted and forgotten.") { Store = static store => new ForgetfulIntake(store) },
        new("lost-commits", "Every twentieth commit is confirmed and not made.") { Store = static store => new LostCommits(store) },
        new("torn-commits", "Effects are recorded without the links they made.") { Store = static store => new TornCommits(store) },
        new("no-fences", "A stale owner's commit is taken.") { Store = static store => new NoFences(store, ((InMemorySyncStore)store).Lanes.EpochOf) },
        new("no-recovery", "Writes that were under way when a node died are not taken up.") { Store = static store => new NoRecovery(store) },
        new("double-claims", "Effects are handed out twice.") { Store = static store => new DoubleClaims(store) },
        new("lost-waits", "A waiting subject forgets what it waits for.") { Store = static store => new LostWaits(store) },
        new("lost-follow-ups", "Signals for other subjects are lost with their commit.") { Store = static store => new LostFollowUps(store) },
        new("false-counts", "The counts leave a signal out.") { Store = static store => new FalseCounts(store) },
        new("forgetful-ledger", "Every third posting of stock is confirmed and not kept.") { Stock = static stock => new ForgetfulLedger(stock), WithinSeeds = 400 },
        OfErp("key-per-attempt", "Each attempt writes under a new number.", DocumentFault.NewNumberEachTime),
        OfErp("unknown-is-applied", "A lost answer is taken for a success.", DocumentFault.UnknownIsApplied) with { WithinSeeds = 400 },
        OfErp("payment-per-attempt", "A payment is booked anew with each attempt.", DocumentFault.PaysAnewEachTime) with { WithinSeeds = 400 },
        OfErp("dropped-line", "A document is written without its last line.", DocumentFault.DropsALine),
        OfShop("page-end", "A sweep leaves out the last record of a page.", ReadingFault.SkipsTheLastOfAPage) with { WithinSeeds = 200 },
        OfShop("one-delivery-id", "All deliveries have one id, so all but the first count as repetitions.", ReadingFault.OneDeliveryIdForAll),
        OfShop("read-once", "A record is read once and remembered.", ReadingFault.NeverReadsAgain),
        OfShop("swallowed-faults", "A refused fulfilment is reported as done.", ReadingFault.SwallowsFaults),
        OfShop("finds-everything", "The look-up after a lost answer finds what is not there.", ReadingFault.FindsEverything) with { WithinSeeds = 200 },
        OfWms("shipment-per-reading", "Each sweep reports a shipment under a new id.", WarehouseFault.NewShipmentEachTime),
        OfWms("stale-snapshot", "An older count is answered as the newest.", WarehouseFault.AnswersOldCounts),
        OfWms("half-parcel", "A shipment is reported without its last line.", WarehouseFault.DropsALine) with { WithinSeeds = 100 },
        OfErp("whole-posting", "A part is shipped, the whole order is posted.", DocumentFault.PostsTheWhole) with { NeedsWarehouse = true },
    ];

    private static PlantedBug OfErp(string name, string description, DocumentFault fault) => new(name, description)
    {
        Connector = connector => connector.Descriptor.Id == ErpConnector.Id ? new FaultyErp(connector, fault) : connector,
    };

    private static PlantedBug OfWms(string name, string description, WarehouseFault fault) => new(name, description)
    {
        Connector = connector => connector.Descriptor.Id == WmsConnector.Id ? new FaultyWms(connector, fault) : connector,
        NeedsWarehouse = true,
    };

    private static PlantedBug OfShop(string name, string description, ReadingFault fault) => new(name, description)
    {
        Connector = connector => connector.Descriptor.Id == ShopConnector.Id ? new FaultyShop(connector, fault) : connector,
    };
}
