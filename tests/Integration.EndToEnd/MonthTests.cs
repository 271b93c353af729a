using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Output;
using Quickstart.Month;

namespace ErpSync.EndToEnd;

/// <summary>A month with breaks of every kind planted: each is found under its name, none is invented.</summary>
public sealed class MonthTests
{
    [Theory]
    [InlineData(300, 11)]
    [InlineData(500, 12)]
    [InlineData(3_000, 13)]
    public void Every_planted_break_is_found_and_none_is_invented(int orders, int seed)
    {
        var month = Month.Create(orders, seed);
        var report = Reconciler.Run(Month.Scope, month.Records);

        var (lost, invented) = MonthRun.Compare(month, report);

        lost.Should().BeEmpty();
        invented.Should().BeEmpty();
        report.Breaks.Single(static item => item.Section == ReconciliationSection.RollForward).ExplainedBy.Should().HaveCount(3, "fee, levy and bank charge make it up");
        ReconciliationJson.ToUtf8(Reconciler.Run(Month.Scope, Month.Create(orders, seed).Records)).Should().Equal(ReconciliationJson.ToUtf8(report), "a run can be repeated");
    }

    [Fact]
    public void The_page_stands_alone_and_shows_every_break()
    {
        var month = Month.Create(300, 11);
        using var writer = new StringWriter();
        ReconciliationHtml.Write(Reconciler.Run(Month.Scope, month.Records), writer);

        var page = writer.ToString();
        page.Should().NotContain("http:").And.NotContain("https:").And.NotContain("<script").And.NotContain("src=");
        page.Should().ContainAll(month.Planted.Select(static item => item.Key));
        page.Should().Contain("<svg").And.Contain("@media print").And.Contain("Register of overrides").And.Contain("Late list");
    }

    [Fact]
    public void The_table_quotes_and_disarms_what_a_spreadsheet_would_run()
    {
        var report = Reconciler.Run(Month.Scope, new() { Stock = [new() { Sku = "=HYPERLINK(\"x\")", Location = "a,b", Wms = 1m, Erp = 2m }] }, [ReconciliationSection.StockErp]);
        using var writer = new StringWriter();
        ReconciliationCsv.Write(report, writer);

        writer.ToString().Split("\r\n")[1].Should().StartWith("StockErp,\"'=HYPERLINK(\"\"x\"\")@a,b\",,Unexplained,None,1,1,QTY,0,AskPerson,Open,");
    }
}
