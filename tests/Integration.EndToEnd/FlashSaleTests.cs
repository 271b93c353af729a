using System.Text.Json;
using Quickstart.FlashSale;

namespace ErpSync.EndToEnd;

/// <summary>Two shops sell a few units to everybody, with every system misbehaving: a small version of <c>--flash-sale</c>.</summary>
public sealed class FlashSaleTests
{
    private const int Orders = 150;
    private const int Units = 7;

    // A quiet machine needs a tenth of it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task No_unit_is_promised_twice_and_what_was_refused_is_in_the_demand_data(int seed, bool inMemory)
    {
        using var limit = new CancellationTokenSource(Limit);
        var folder = Directory.CreateTempSubdirectory("erpsync-sale-");
        try
        {
            var (file, csv) = (Path.Combine(folder.FullName, "report.json"), Path.Combine(folder.FullName, "demand.csv"));

            var exit = await FlashSaleRun.RunAsync(
                new FlashSaleOptions { Orders = Orders, Units = Units, Seed = seed, Chaos = true, InMemory = inMemory, Report = file, Demand = csv }, limit.Token);

            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, limit.Token));
            var root = report.RootElement;
            exit.Should().Be(0, "seed {0}: {1}", seed, root);
            root.GetProperty("owned").GetDecimal().Should().Be(Units);
            root.GetProperty("promised").GetDecimal().Should().BeInRange(Units - 1, Units, "almost everything is sold, and nothing twice");
            root.GetProperty("peakClaimed").GetDecimal().Should().BeLessThanOrEqualTo(Units);
            root.GetProperty("ledger").GetProperty("different").GetInt32().Should().Be(0);
            var channels = root.GetProperty("channels").EnumerateArray().ToList();
            channels.Sum(channel => Number(channel, "orders")).Should().Be(Orders);
            channels.Should().HaveCount(2).And.OnlyContain(channel => Number(channel, "refused") > 0 && Number(channel, "refusedInDemand") == Number(channel, "refused"));
            channels.Sum(channel => Number(channel, "refusedOrders")).Should().Be(root.GetProperty("refusedCases").GetDecimal(), "each of them is a case that says why");
            var rows = await File.ReadAllLinesAsync(csv, limit.Token);
            rows.Should().Contain(row => row.StartsWith("SKU-00001|MAIN|shop-eu,", StringComparison.Ordinal)).And.Contain(row => row.StartsWith("SKU-00001|MAIN|outlet,", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static decimal Number(JsonElement channel, string name) => channel.GetProperty(name).GetDecimal();
}
