using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class StockSectionTests
{
    private static readonly DateTimeOffset Now = Scope.AsOf;

    [Fact]
    public void A_write_in_the_erp_that_makes_up_the_difference_is_an_override()
    {
        var found = Erp(Cell(10m, 13m), Write(StockSystem.Erp, 1m, 4m, Now.AddDays(-2), "kim"), Write(StockSystem.Erp, 10m, 13m, Now.AddDays(-1), "lee"), Write(StockSystem.Shop, 10m, 13m, Now, "pat"));
        found.Should().BeEquivalentTo(new { Class = BreakClass.Override, Subclass = "StockOverride", Cause = "lee", AgeDays = 1, Action = BreakAction.Quarantine, Difference = 3m });
    }

    [Theory]
    [InlineData(24, 2, "UomMismatch")]
    [InlineData(2, 24, "UomMismatch")]
    [InlineData(24, 3, "None")]
    public void Numbers_in_another_unit_are_told_by_the_factor(int wms, int erp, string subclass) =>
        Erp(Cell(wms, erp) with { UnitFactor = 12m })!.Subclass.Should().Be(subclass);

    [Theory]
    [InlineData(-240, 0)]
    [InlineData(-241, 1)]
    public void A_movement_in_one_system_may_take_its_time_and_explains_even_when_late(int minutes, int breaks)
    {
        var report = Run(ReconciliationSection.StockErp, new()
        {
            Stock = [Cell(10m, 12m)],
            Movements = [new() { Id = "M1", Sku = "A", Location = "L", Quantity = -2m, PostedIn = [StockSystem.Wms], At = Now.AddMinutes(minutes) }],
        });
        report.Breaks.Should().HaveCount(breaks);
        report.Items.Should().HaveCount(1 - breaks);
        report.Matches.Should().ContainSingle().Which.Status.Should().Be(MatchStatus.Auto);
        report.Kpis.Items.Should().Be(1 + breaks);
    }

    [Theory]
    [InlineData(-30, BreakClass.Timing, "PublishInFlight")]
    [InlineData(-31, BreakClass.Missing, "NotExported")]
    public void A_number_that_waits_to_be_written_is_under_way_until_its_deadline(int minutes, BreakClass kind, string subclass)
    {
        var records = new ReconciliationRecords { Stock = [Cell(10m, 10m) with { Shop = 12m }], Publications = [new("v1", "A", "L", 10m, Now.AddMinutes(minutes)), new("v2", "A", "L", 9m, Now)] };
        Run(ReconciliationSection.StockShop, records).Breaks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Class = kind, Subclass = subclass, Evidence = new[] { "v1" }, Difference = 2m });
    }

    [Fact]
    public void Only_a_write_after_the_last_acknowledged_number_is_an_override_in_the_shop()
    {
        var cell = Cell(10m, 10m) with { Shop = 12m, PublishedAt = Now.AddHours(-1) };
        Shop(cell, Write(StockSystem.Shop, 10m, 12m, Now.AddMinutes(-30), "kim"), Write(StockSystem.Shop, 11m, 12m, Now.AddMinutes(-20), "lee"))
            .Should().BeEquivalentTo(new { Subclass = "StockOverride", Cause = "lee", Action = BreakAction.Revert });
        Shop(cell, Write(StockSystem.Shop, 10m, 12m, Now.AddHours(-1), "kim"))!.Class.Should().Be(BreakClass.Unexplained);
    }

    [Theory]
    [InlineData(-60, "SnapshotLag")]
    [InlineData(-61, "None")]
    public void A_snapshot_may_lag_for_a_while(int minutes, string subclass) =>
        Shop(Cell(10m, 10m) with { Shop = 12m, Lag = new(12m, Now.AddMinutes(minutes)) })!.Subclass.Should().Be(subclass);

    [Fact]
    public void Claims_below_nothing_are_named_besides_everything_else()
    {
        var report = Run(ReconciliationSection.StockShop, new() { Stock = [Cell(10m, 10m) with { Shop = 11m, Claims = -2m }] });
        report.Breaks.Select(static item => (item.Subclass, item.Amount, item.Difference)).Should().Equal(("NegativeClaim", 2m, 0m), ("None", 1m, -1m));
        report.Kpis.Items.Should().Be(2);
    }

    private static StockBalance Cell(decimal wms, decimal erp) => new() { Sku = "A", Location = "L", Wms = wms, Erp = erp };

    private static ForeignStockWrite Write(StockSystem system, decimal from, decimal to, DateTimeOffset at, string actor) =>
        new() { Id = $"W-{actor}", System = system, Sku = "A", Location = "L", From = from, To = to, At = at, Actor = actor };

    private static ReconciliationBreak? Erp(StockBalance cell, params ForeignStockWrite[] writes) =>
        Run(ReconciliationSection.StockErp, new() { Stock = [cell], ForeignWrites = writes }).Breaks.SingleOrDefault();

    private static ReconciliationBreak? Shop(StockBalance cell, params ForeignStockWrite[] writes) =>
        Run(ReconciliationSection.StockShop, new() { Stock = [cell], ForeignWrites = writes }).Breaks.SingleOrDefault();
}
