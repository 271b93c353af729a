using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ErpSync.Samples.Tests.Files;

/// <summary>
/// Three owners, three people who write where they are no owners: each edit is noticed, told from our own writes, answered as the rule of that number says, and is
/// on the timeline of the SKU.
/// </summary>
public sealed class ManualEditTests(ITestOutputHelper output)
{
    private const string WarehouseStock = "stock:wms";
    private const string ErpStock = "stock:erp";
    private const int Shelf = 0;
    private const int PopUp = 1;
    private const int Store = 2;

    [Fact]
    public async Task Edits_in_the_shop_the_erp_and_the_warehouse_file_get_the_answer_of_their_rule()
    {
        await using var running = await RunningMerchant.StartAsync(output, ThreeOwners, "WH-1", "POP-UP", "STORE");
        var (sku, shop, erp) = (RunningMerchant.Sku, running.Merchant.Shop.World, running.Merchant.Erp.World);
        var store = (int)erp.Books.Inventory(sku, "STORE");
        running.Warehouse.Count(running.Now, (sku, "WH-1", 20));
        shop.AdjustStock(sku, 4, PopUp);
        await running.UntilShownAsync(20);
        await running.UntilShownAsync(store, location: Store);
        await running.UntilSettledAsync(sku, "WH-1");

        // Somebody types a number into the shop's admin; the shelf is the warehouse's.
        shop.AdjustStock(sku, 30);
        await running.UntilNotedAsync(WarehouseStock, $"Ownership: Override drift of {sku}@WH-1: shop says 50, 20 counts; Revert");
        await running.UntilShownAsync(20);

        // Somebody books stock in the ERP at the pop-up store; its people count in the shop's point of sale.
        erp.AdjustInventory(sku, 12m, "POP-UP");
        await running.UntilNotedAsync(ErpStock, $"Ownership: Override drift of {sku}@POP-UP: erp says 12, 4 counts; Reject");
        running.Shown(location: PopUp).Should().Be(4);

        // Somebody adds a line for the store to the warehouse's file; the store is the ERP's.
        running.Warehouse.Count(running.Now.AddMinutes(1), (sku, "WH-1", 20), (sku, "STORE", 1));
        await running.UntilNotedAsync(WarehouseStock, $"Ownership: Override drift of {sku}@STORE: wms says 1, {store} counts; Quarantine");
        await running.UntilCaseAsync("ownership.proposal-open", $"{WarehouseStock}/{sku}");
        running.Shown(location: Store).Should().Be(store);

        // A person decides; what was decided is on record, and the case is over.
        var subject = new SubjectKey(WarehouseStock, sku);
        var proposal = (await running.ErpSync.ExplainAsync(subject, StockAuthority.FieldOf(sku, "STORE"))).Proposals.Should().ContainSingle().Subject;
        await running.ErpSync.OrderAsync(subject, new OwnershipStep.Answer(proposal.Id, Systems.Steward, ProposalVerdict.Decline, Reason: "not their store") { At = default });
        await running.UntilNotedAsync(WarehouseStock, "Ownership: Declined (not their store) by steward");
        await running.UntilAsync(async () => (await running.CasesAsync()).Count == 0, "the case should be over");

        // The owners' own changes are no drift.
        running.Warehouse.Count(running.Now.AddMinutes(2), (sku, "WH-1", 17));
        erp.AdjustInventory(sku, -3m, "STORE");
        await running.UntilShownAsync(17);
        await running.UntilShownAsync(store - 3, location: Store);
        running.Shown(location: PopUp).Should().Be(4);
        (await running.TimelineAsync(WarehouseStock)).Concat(await running.TimelineAsync(ErpStock)).Count(static line => line.Contains(" drift of ", StringComparison.Ordinal)).Should().Be(3);
        await running.ExpectNothingLostAsync();
    }

    private static void ThreeOwners(IErpSyncBuilder sync) => sync
        .SyncStock(from: "wms", to: "shop")
        .SyncStock(from: "erp", to: "shop")
        .Ownership(own => own
            .UseRecommended(erp: "erp", shop: "shop", wms: "wms")
            .Rule(Stock("stock", "WH-*", "wms", ForeignWriteAction.Revert, "shop"))
            .Rule(Stock("store-stock", "STORE", "erp", ForeignWriteAction.Quarantine, "shop"))
            .Rule(Stock("pop-up-stock", "POP-UP", "shop", ForeignWriteAction.Reject, "erp")));

    private static AuthorityRule Stock(string id, string locations, string owner, ForeignWriteAction answer, string mirror) => new()
    {
        Id = id,
        Entity = EntityNames.StockLevel,
        Fields = [OwnedFields.OnHand],
        Scope = new Dictionary<string, string> { [OwnedFields.Location] = locations },
        Mode = AuthorityMode.Partitioned,
        Owner = owner,
        OnForeignWrite = answer,
        Consumers = new Dictionary<string, ConsumerKind> { [mirror] = ConsumerKind.Mirror },
    };
}
