using ErpSync.Adapters.Files;
using ErpSync.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ErpSync.Samples.Tests.Files;

/// <summary>Numbers that cannot be shown are cases that name what is wrong; the others are shown.</summary>
public sealed class BadStockTests(ITestOutputHelper output)
{
    private const string ErpStock = "stock:erp";

    [Fact]
    public async Task Half_a_piece_in_the_erp_is_a_case_until_it_is_whole_again_and_less_than_nothing_is_told_as_it_is()
    {
        await using var running = await RunningMerchant.StartAsync(output, static sync => sync.SyncStock(from: "erp", to: "shop"), "MAIN");
        var (erp, counted) = (running.Merchant.Erp.World, running.Shown());
        erp.AdjustInventory(RunningMerchant.Sku, 0.5m);
        erp.AdjustInventory(RunningMerchant.OtherSku, -running.Shown(RunningMerchant.OtherSku) - 2m);
        await running.UntilCaseAsync("stock.fractional-quantity", $"{ErpStock}/{RunningMerchant.Sku}");
        await running.UntilShownAsync(-2, RunningMerchant.OtherSku);
        running.Shown().Should().Be(counted);

        erp.AdjustInventory(RunningMerchant.Sku, 0.5m);
        await running.UntilShownAsync(counted + 1);
        await running.UntilAsync(async () => (await running.CasesAsync()).Count == 0, "the case should be over");
        await running.ExpectNothingLostAsync();
    }

    [Fact]
    public async Task A_sku_that_two_articles_of_the_shop_have_is_a_case_and_the_others_are_shown()
    {
        await using var running = await RunningMerchant.StartAsync(
            output, null, [new SandboxItem(RunningMerchant.OtherSku, "Twin", 9.99m, 0.19m, 3, "4006381999990")], "WH-1");
        running.Warehouse.Count(running.Now, (RunningMerchant.Sku, "WH-1", 20), (RunningMerchant.OtherSku, "WH-1", 5));
        await running.UntilShownAsync(20);
        await running.UntilCaseAsync("shopify.duplicate-sku", $"stock:wms/{RunningMerchant.OtherSku}");
        await running.ExpectNothingLostAsync();
    }

    [Fact]
    public async Task Stock_at_a_location_that_the_shop_does_not_have_is_a_case()
    {
        await using var running = await RunningMerchant.StartAsync(
            output,
            static sync =>
            {
                sync.SyncStock(from: "wms", to: "shop");
                sync.Services.Configure<FilesOptions>("wms", static files => files.Locations.Add("BACKYARD"));
            },
            "WH-1");
        running.Warehouse.Count(running.Now, (RunningMerchant.Sku, "WH-1", 20), (RunningMerchant.OtherSku, "BACKYARD", 5));
        await running.UntilShownAsync(20);
        await running.UntilCaseAsync("stock.unmapped-location", $"stock:wms/{RunningMerchant.OtherSku}");
        await running.ExpectNothingLostAsync();
    }
}
