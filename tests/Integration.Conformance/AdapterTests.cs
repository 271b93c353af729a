using ErpSync.Conformance.BusinessCentral;
using ErpSync.Conformance.Cdp;
using ErpSync.Conformance.Files;
using ErpSync.Conformance.Shopify;
using ErpSync.Conformance.Wms;
using ErpSync.Testing.Conformance;
using Xunit.Abstractions;

namespace ErpSync.Conformance;

/// <summary>The adapters of this repository keep levels 1 and 2, and the documentation says what the run says.</summary>
public sealed class AdapterTests(ITestOutputHelper output)
{
    /// <summary>Names checks, separated by commas, to run these alone; the reports are not compared then.</summary>
    private const string ChecksVariable = "ERPSYNC_CONFORMANCE_CHECKS";

    [Fact]
    public Task The_sample_adapter_passes() => PassesAsync("sample-warehouse", () => new(new WmsConformance()));

    [Fact]
    public Task Shopify_passes() => PassesAsync("shopify", async () => await ShopifyConformance.StartAsync());

    [Fact]
    public Task Business_Central_passes() => PassesAsync("business-central", async () => await ErpConformance.StartAsync());

    [Fact]
    public Task The_CDP_passes() => PassesAsync("cdp", async () => await CdpConformance.StartAsync());

    [Fact]
    public Task Warehouse_files_pass() => PassesAsync("warehouse-files", () => new(new FilesConformance()));

    private async Task PassesAsync(string file, Func<ValueTask<ConformanceFixture>> create)
    {
        var only = Environment.GetEnvironmentVariable(ChecksVariable)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var report = await ConformanceSuite.RunAsync(create, new ConformanceOptions { Checks = only, CheckLimit = TimeSpan.FromMinutes(5) });

        foreach (var result in report.Results.Where(result => result.Outcome is ConformanceOutcome.Failed or ConformanceOutcome.Skipped))
        {
            output.WriteLine(result.ToString());
        }

        report.Failures.Select(result => result.ToString()).Should().BeEmpty();
        report.Passes(ConformanceLevel.Certified).Should().BeTrue();
        if (only is null)
        {
            ConformanceReports.Compare(file, report).Should().BeNull();
        }
    }
}
