using System.Text;
using ErpSync.Demand;

namespace ErpSync.Core.Tests.Demand;

public sealed class DemandDatasetTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static DemandDataset Dataset() => new(new DemandSetup { Channels = new Dictionary<string, DemandChannel> { ["web"] = new() } });

    [Fact]
    public async Task Csv_leaves_unknown_demand_empty_and_quotes_what_needs_it()
    {
        var dataset = Dataset();
        dataset.Add(new DemandFact.Publishable("web", "A,\"1\"", 5m) { At = Day });
        dataset.Add(new DemandFact.Publishable("web", "A,\"1\"", 0m) { At = Day.AddHours(36) });
        dataset.Add(new DemandFact.Ordered("o1", "web", [new DemandLine { Line = "1", Item = "A,\"1\"", Quantity = 1.50m }]) { At = Day.AddHours(1) });
        dataset.Build(Day.AddDays(2));
        using var stream = new MemoryStream();
        (await DemandCsv.WriteAsync(stream, dataset.Extract())).Should().Be(2);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n");
        lines[0].Should().StartWith("unique_id,ds,y,mask,ordered_qty,").And.EndWith(",level,version,known_at");
        lines[1].Should().StartWith("\"A,\"\"1\"\"|MAIN|web\",2026-03-02,1.5,1,1.5,");
        lines[2].Should().StartWith("\"A,\"\"1\"\"|MAIN|web\",2026-03-03,,0,0,");
        lines[3].Should().BeEmpty();
    }

    [Fact]
    public void A_build_before_the_last_one_is_refused()
    {
        var dataset = Dataset();
        dataset.Build(Day);
        var act = () => dataset.Build(Day.AddTicks(-1));
        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_channel_or_unit_nobody_knows_is_named()
    {
        var dataset = Dataset();
        dataset.Add(new DemandFact.Denied("kiosk", "A", 1m, null) { At = Day });
        var act = () => dataset.Build(Day.AddDays(1));
        act.Should().Throw<ArgumentException>().WithMessage("*kiosk*web*");

        dataset = Dataset();
        dataset.Add(new DemandFact.Ordered("o1", "web", [new DemandLine { Line = "1", Item = "A", Quantity = 1m, Unit = "pallet" }]) { At = Day });
        act = () => dataset.Build(Day.AddDays(1));
        act.Should().Throw<ArgumentException>().WithMessage("*A*pallet*");
    }

    [Fact]
    public void Building_again_from_the_same_facts_writes_nothing()
    {
        var dataset = Dataset();
        dataset.Add(new DemandFact.Ordered("o1", "web", [new DemandLine { Line = "1", Item = "A", Quantity = 1m }]) { At = Day });
        dataset.Build(Day.AddDays(3)).Should().Be(3);
        dataset.Build(Day.AddDays(3)).Should().Be(0);
        dataset.Extract().Should().HaveCount(3).And.OnlyContain(version => version.Version == 1);
    }
}
