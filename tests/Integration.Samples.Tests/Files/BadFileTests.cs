using ErpSync.Planning;
using Xunit.Abstractions;

namespace ErpSync.Samples.Tests.Files;

/// <summary>Whatever a warehouse sends has a named outcome in front of a person, and costs nothing that was right.</summary>
public sealed class BadFileTests(ITestOutputHelper output)
{
    private const string Stock = "stock:wms";
    private const string Files = "files:wms";
    private const string Header = "sku,location,on_hand,as_of";

    [Theory]
    [InlineData("-1", "WH-1", 0, "files.quantity-negative")]
    [InlineData("1.5", "WH-1", 0, "files.quantity-fractional")]
    [InlineData("many", "WH-1", 0, "files.quantity-unreadable")]
    [InlineData("7", "WH-9", 0, "files.location-unknown")]
    [InlineData("7", "WH-1", 120, "files.instant-in-future")]
    public async Task A_row_that_cannot_be_right_is_a_case_of_its_sku_until_a_better_one_comes(string onHand, string location, int minutesAhead, string code)
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        running.Warehouse.Count(running.Now, (RunningMerchant.Sku, "WH-1", 20), (RunningMerchant.OtherSku, "WH-1", 5));
        await running.UntilShownAsync(20);

        var at = minutesAhead == 0 ? running.Now.AddMinutes(1) : TimeProvider.System.GetUtcNow().AddMinutes(minutesAhead);
        running.Warehouse.Drop("stock", Header, [$"{RunningMerchant.Sku},{location},{onHand},{at:O}", $"{RunningMerchant.OtherSku},WH-1,6,{running.Now.AddMinutes(1):O}"]);
        await running.UntilCaseAsync(code, $"{Stock}/{RunningMerchant.Sku}");
        await running.UntilShownAsync(6, RunningMerchant.OtherSku);
        running.Shown().Should().Be(20, "the last good number stays");
        (await running.CasesAsync()).Should().ContainSingle().Which.Hint.Should().NotBeNullOrWhiteSpace();

        running.Warehouse.Count(running.Now.AddMinutes(2), (RunningMerchant.Sku, "WH-1", 21));
        await running.UntilShownAsync(21);
        await running.UntilAsync(async () => (await running.CasesAsync()).Count == 0, "the case should be over");
        await running.ExpectNothingLostAsync();
    }

    [Fact]
    public async Task A_sku_twice_with_different_numbers_is_a_case_and_neither_number_is_shown()
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        running.Warehouse.Count(running.Now, (RunningMerchant.Sku, "WH-1", 20));
        await running.UntilShownAsync(20);

        running.Warehouse.Count(running.Now.AddMinutes(1), (RunningMerchant.Sku, "WH-1", 3), (RunningMerchant.Sku, "WH-1", 4));
        await running.UntilCaseAsync("files.duplicate-sku", $"{Stock}/{RunningMerchant.Sku}");
        running.Shown().Should().Be(20);
        await running.ExpectNothingLostAsync();
    }

    [Fact]
    public async Task A_file_cut_in_the_middle_is_a_case_and_nothing_of_it_is_shown()
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        running.Warehouse.Count(running.Now, (RunningMerchant.Sku, "WH-1", 20), (RunningMerchant.OtherSku, "WH-1", 5));
        await running.UntilShownAsync(20);

        running.Warehouse.Drop("stock", $"{Header}\n{RunningMerchant.OtherSku},WH-1,6,{running.Now.AddMinutes(1):O}\n{RunningMerchant.Sku},WH-1,1");
        await running.UntilCaseAsync("files.cut", $"{Files}/000000000002-stock-0002.csv");
        running.Shown().Should().Be(20);
        running.Shown(RunningMerchant.OtherSku).Should().Be(5, "a cut file says nothing about any SKU");

        // Sent again whole, and the refused file taken away: everything is as it should be.
        running.Warehouse.Count(running.Now.AddMinutes(1), (RunningMerchant.Sku, "WH-1", 12), (RunningMerchant.OtherSku, "WH-1", 6));
        await running.UntilShownAsync(12);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(running.Merchant.Exchange, "reject")).ToList())
        {
            File.Delete(file);
        }

        await running.UntilAsync(async () => (await running.CasesAsync()).Count == 0, "the case should be over");
        await running.ExpectNothingLostAsync();
    }

    [Fact]
    public async Task A_snapshot_older_than_the_last_changes_nothing_and_says_so()
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        running.Warehouse.Count(running.Now, (RunningMerchant.Sku, "WH-1", 20));
        await running.UntilShownAsync(20);

        // Late, or written by a clock that is two hours behind: for us it is the same.
        running.Warehouse.Count(running.Now.AddHours(-2), (RunningMerchant.Sku, "WH-1", 50), (RunningMerchant.OtherSku, "WH-1", 7));
        await running.UntilNotedAsync(Files, "files.snapshot-old: Line 2: SKU-00001 at WH-1", "000000000002-stock-0002.csv");
        await running.UntilShownAsync(7, RunningMerchant.OtherSku);
        running.Shown().Should().Be(20);
        (await running.CasesAsync()).Should().BeEmpty();
        await running.ExpectNothingLostAsync();
    }

    [Fact]
    public async Task An_unknown_sku_is_on_record_and_no_case()
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        running.Warehouse.Count(running.Now, ("NOT-SOLD", "WH-1", 3), (RunningMerchant.Sku, "WH-1", 20));
        await running.UntilShownAsync(20);
        await running.UntilNotedAsync(FlowNames.Stock("wms"), "The shop does not sell this SKU.", "NOT-SOLD");
        (await running.CasesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_shipment_of_nobodys_order_and_a_return_of_nobodys_order_are_named()
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        running.Warehouse.Ship("SH-9", "S-ORD999", "", running.Now, "T1", (RunningMerchant.Sku, 1));
        running.Warehouse.Ship("SH-10", "S-ORD998", "#998", running.Now, "T2", (RunningMerchant.Sku, 1));
        running.Warehouse.Receive("R-9", "S-ORD999", running.Now, (RunningMerchant.Sku, 1, "Restock"));
        await running.UntilNotedAsync("fulfilments:wms", "Order S-ORD999 did not come through ErpSync; nothing to fulfil in the shop.", "SH-9");
        await running.UntilNotedAsync("fulfilments:wms", "Shipment SH-10 names order S-ORD998, which has no shop order on record yet.", "SH-10");
        await running.UntilCaseAsync("return.order-unknown", "returns:wms/R-9");
        await running.ExpectNothingLostAsync();
    }
}
