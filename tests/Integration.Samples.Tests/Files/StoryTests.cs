using WarehouseFiles;
using Xunit.Abstractions;

namespace ErpSync.Samples.Tests.Files;

/// <summary>The sample tells the story it promises.</summary>
public sealed class StoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Goods_are_counted_sold_shipped_and_returned_over_files()
    {
        await using var running = await RunningMerchant.StartAsync(output, null, "WH-1");
        var told = new List<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));

        try
        {
            await new Story(running.Merchant, running.Host, told.Add).RunAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await running.WriteTimelinesAsync();
        }

        told.ForEach(output.WriteLine);
        told.Take(3).Should().Equal(
            "Counted by the warehouse, shown in the shop: 20",
            told[1],
            "Shipped with JJD0001, posted in the ERP, 18 left");
        told[1].Should().EndWith("the shop may still sell 18");
        told[3].Should().Be("Case return.to-be-decided: Return R-1: 1 of SKU-00001: Damaged. Decide what the buyer gets, refund it in the shop, and resolve the case.");
        told.Skip(4).Should().HaveCount(5).And.OnlyContain(line => line.EndsWith(" 0 with a problem.", StringComparison.Ordinal));
        await running.ExpectNothingLostAsync();
    }
}
